package mezzotint.launcher.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.launcher.start.CommandFailure;

/** A plan of the workbench's: told in words, agreed to, and watched until it is carried out. */
public final class PlannedChange {

    private static final long POLL_MILLIS = 300;
    private static final Set<String> PENDING = Set.of("queued", "waiting", "running");

    private final Client client;
    private final JsonObject plan;

    public PlannedChange(Client client, JsonObject plan) {
        this.client = client;
        this.plan = plan;
    }

    /** Prints what would be done, a sentence a line. */
    public PlannedChange tell() {
        plan.getAsJsonArray("words").forEach(words -> System.out.println(words.getAsString()));
        return this;
    }

    /** Forgets the plan, which the user only wanted to read. */
    public int leave() throws IOException {
        client.send("DELETE", path(), null);
        return 0;
    }

    /**
     * Asks at a terminal, unless it was agreed to before, and carries the plan out. Without a terminal a plan that needs no consent is
     * carried out, and any other refused.
     *
     * @throws CommandFailure if nobody agrees or it fails
     */
    public int carryOut(boolean agreed) throws IOException, InterruptedException {
        if (plan.getAsJsonArray("steps").isEmpty()) {
            return leave();
        }
        boolean alone = System.console() == null;
        if (!agreed && !(alone ? !plan.get("consent").getAsBoolean() : ask())) {
            leave();
            throw new CommandFailure(alone ? "nobody is here to agree; read the plan and add --yes" : "nothing was changed");
        }
        JsonObject change = client.ask("POST", path(), null);
        String told = "";
        while (isPending(change)) {
            String waits = waits(change);
            if (!waits.isEmpty() && !waits.equals(told)) {
                System.err.println(waits);
                told = waits;
            }
            Thread.sleep(POLL_MILLIS);
            change = again(client, change);
        }
        check(change);
        System.out.println(plan.get("restart").getAsBoolean() ? "It is done at the next start." : "Done.");
        return 0;
    }

    /** Whether a change has not come to its end. */
    public static boolean isPending(JsonObject change) {
        return PENDING.contains(String.valueOf(Client.text(change, "state")));
    }

    /** How a change stands now. */
    public static JsonObject again(Client client, JsonObject change) throws IOException {
        return client.ask("GET", "/api/plugins/changes/" + Client.text(change, "id"), null);
    }

    /** @throws CommandFailure if a change failed, or was cancelled */
    public static void check(JsonObject change) {
        if (change.has("problem")) {
            throw Client.failure(change.getAsJsonObject("problem"));
        }
        if (isCancelled(change)) {
            throw new CommandFailure("the change was cancelled while it waited");
        }
    }

    static boolean isCancelled(JsonObject change) {
        return "cancelled".equals(Client.text(change, "state"));
    }

    private static boolean ask() throws IOException {
        System.out.print("Go on? [y/N] ");
        System.out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Who is waited for, in a sentence; empty if nobody is. */
    public static String waits(JsonObject change) {
        var users = new LinkedHashSet<String>();
        JsonElement waits = change.get("waitsFor");
        for (JsonElement wait : waits == null ? new JsonArray() : waits.getAsJsonArray()) {
            wait.getAsJsonObject().getAsJsonArray("users").forEach(user -> users.add(user.getAsString()));
        }
        return users.isEmpty() ? "" : users.stream().collect(Collectors.joining("; ", "It waits for ", "."));
    }

    private String path() {
        return "/api/plugins/plans/" + Client.text(plan, "id");
    }
}
