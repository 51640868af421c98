package mezzotint.manager.trust.sample;

import java.io.IOException;

/** Starts another program. */
public final class Starter {

    public void run() throws IOException {
        Runtime.getRuntime().exec(new String[] {"true"});
    }
}
