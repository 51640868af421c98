package mezzotint.launcher.client;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import mezzotint.launcher.start.CommandFailure;

/** A plugin's jar that its author has just built, and its installation in the workbench that runs. It needs no further consent. */
public final class JarUpload {

    private static final long POLL_MILLIS = 150;

    private final Client client;
    private final String name;
    private volatile JsonObject answer;
    private volatile boolean givenUp;

    private JarUpload(Client client, String name, JsonObject answer) {
        this.client = client;
        this.name = name;
        this.answer = answer;
    }

    /** @throws CommandFailure if it is refused */
    public static JarUpload send(Client client, String name, byte[] jar) throws IOException {
        return new JarUpload(client, name, Client.object(client.send("POST", "/api/plugins?agreed=true", jar, "application/java-archive", Map.of())));
    }

    /** Whether it waits for somebody who uses the version before. */
    public boolean waits() {
        return PlannedChange.isPending(answer);
    }

    /** How it stands, in a sentence without a full stop. */
    public String words() {
        if (waits()) {
            return name + " is built, and is not installed yet. " + PlannedChange.waits(answer).replaceFirst("\\.$", "");
        }
        boolean late = answer.has("restart") && answer.get("restart").getAsBoolean() || answer.has("plan") && answer.getAsJsonObject("plan").get("restart").getAsBoolean();
        return late ? name + " is built, and is installed at the next start of the workbench: native code cannot be replaced while it runs, or the plugin hangs"
                : name + " is installed";
    }

    /**
     * Waits until nothing is waited for any more.
     *
     * @return false if it was given up for a later one
     * @throws CommandFailure if it fails, or is cancelled
     */
    public boolean await() throws IOException, InterruptedException {
        while (waits()) {
            Thread.sleep(POLL_MILLIS);
            answer = PlannedChange.again(client, answer);
        }
        if (givenUp && PlannedChange.isCancelled(answer)) {
            return false;
        }
        PlannedChange.check(answer);
        return true;
    }

    /** Gives it up for a later one, if it still waits. */
    public void cancel() throws IOException {
        givenUp = true;
        try {
            client.send("DELETE", "/api/plugins/changes/" + Client.text(answer, "id"), null);
        } catch (CommandFailure e) {
            givenUp = false; // it does not wait any more
        }
    }
}
