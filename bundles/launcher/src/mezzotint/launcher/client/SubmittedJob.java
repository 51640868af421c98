package mezzotint.launcher.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mezzotint.launcher.start.CommandFailure;

/** A job of the workbench, from the request to its pictures. */
public final class SubmittedJob {

    private static final long POLL_MILLIS = 100;

    private final Client client;
    private final JsonObject request;
    private final ProgressLine line = new ProgressLine(System.err, Boolean.getBoolean("mezzotint.terminal"));
    private volatile String id;
    private volatile boolean done;
    private volatile boolean cancelled;

    public SubmittedJob(Client client, JsonObject request) {
        this.client = client;
        this.request = request;
    }

    /**
     * Orders the pictures and waits for them, telling how far they are.
     *
     * @throws CommandFailure if the workbench cannot make them, with its words
     */
    public List<Client.Made> await() throws IOException, InterruptedException {
        id = Client.text(client.ask("POST", "/api/jobs", request), "id");
        try {
            while (true) {
                JsonObject job = client.ask("GET", "/api/jobs/" + id, null);
                String state = String.valueOf(Client.text(job, "state"));
                switch (state) {
                    case "done" -> {
                        return pictures(job);
                    }
                    case "failed", "cancelled" -> throw end(job, state);
                    default -> line.show(state, job.has("progress") && job.get("progress").isJsonObject() ? job.getAsJsonObject("progress") : new JsonObject());
                }
                Thread.sleep(POLL_MILLIS);
            }
        } finally {
            line.clear();
        }
    }

    private List<Client.Made> pictures(JsonObject job) {
        done = true;
        var made = new ArrayList<Client.Made>();
        for (JsonElement picture : job.getAsJsonArray("pictures")) {
            made.add(Client.Made.of(picture.getAsJsonObject()));
        }
        return made;
    }

    private CommandFailure end(JsonObject job, String state) {
        done = true;
        JsonElement problem = job.get("problem");
        return problem != null && problem.isJsonObject() ? Client.failure(problem.getAsJsonObject()) : new CommandFailure("the job was " + state + "; see the log");
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** Gives up a job that is not done. */
    public void cancel() {
        if (id == null || done) {
            return;
        }
        cancelled = true;
        line.clear();
        try {
            client.send("DELETE", "/api/jobs/" + id, null);
            System.err.println("mezzotint: the job was cancelled");
        } catch (IOException | CommandFailure e) {
            System.err.println("mezzotint: the job could not be cancelled: " + e.getMessage());
        }
    }
}
