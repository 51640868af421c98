package mezzotint.core.registry;

import mezzotint.plugin.Plugins;

/** A request that is being checked, as a user of plugins: for moments, on behalf of somebody who waits at the other end of a connection. */
public final class CheckUser implements Plugins.User {

    @Override
    public String words() {
        return "a request that is being checked";
    }
}
