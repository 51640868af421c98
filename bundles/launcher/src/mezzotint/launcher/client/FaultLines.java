package mezzotint.launcher.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import mezzotint.launcher.start.CommandFailure;

/** Prints what a plugin does wrong while it runs, as it happens. */
public final class FaultLines {

    private static final long RETRY_MILLIS = 1000;

    private final Supplier<Client> client;
    private final String name;
    private final Set<String> told = new HashSet<>();

    /** @param name of the plugin's bundle */
    public FaultLines(Supplier<Client> client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Begins, on a thread of its own that ends with the process. */
    public void begin() {
        Thread thread = new Thread(this::follow, "faults");
        thread.setDaemon(true);
        thread.start();
    }

    /** A workbench that went may come back. */
    private void follow() {
        try {
            for (;; Thread.sleep(RETRY_MILLIS)) {
                try {
                    tell(false); // what was before is none of ours
                    client.get().listen("faults", () -> tell(true));
                } catch (IOException | CommandFailure e) {
                    continue; // the next installation says why
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(boolean aloud) throws IOException {
        for (JsonElement each : client.get().ask("GET", "/api/faults/" + Client.encoded(name), null).getAsJsonArray("faults")) {
            JsonObject fault = each.getAsJsonObject();
            if (told.add(fault.toString()) && aloud) {
                System.err.println(Client.text(fault, "words"));
            }
        }
    }
}
