package mezzotint.launcher.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The sub-commands of {@code plugin trust}: whom the workbench trusts. */
final class TrustCommands {

    private static final String ROOT = "/api/trust";
    private static final String USAGE = "write it as: mezzotint plugin trust list, add NAME KEY, remove NAME|KEY, mode signed|ask|open or revoke KEY|SHA256 REASON";

    private final Client client;

    private TrustCommands(Client client) {
        this.client = client;
    }

    /** @throws CommandFailure if the command is none of these, or is refused */
    static int run(Arguments arguments) throws Exception {
        List<String> words = arguments.words();
        return Session.with(arguments.port(), (client, own) -> new TrustCommands(client).run(words));
    }

    private int run(List<String> words) throws IOException {
        String first = words.size() > 1 ? words.get(1) : "";
        String last = words.get(words.size() - 1);
        return switch (words.get(0) + words.size()) {
            case "list1" -> list();
            case "add3" -> change("POST", "/publishers", "name", first, "key", last);
            case "remove2" -> change("DELETE", "/publishers?key=" + Client.encoded(key(first)));
            case "mode2" -> change("PUT", "/mode", "mode", first);
            case "revoke3" -> change("POST", "/revocations", "what", first, "reason", last);
            default -> throw new CommandFailure(USAGE);
        };
    }

    private int list() throws IOException {
        JsonObject trust = client.ask("GET", ROOT, null);
        System.out.println("mode: " + Client.text(trust, "mode"));
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : trust.getAsJsonArray("publishers")) {
            rows.add(List.of(Client.text(each.getAsJsonObject(), "name"), Client.text(each.getAsJsonObject(), "key"), "is trusted"));
        }
        for (JsonElement each : trust.getAsJsonArray("revocations")) {
            rows.add(List.of("", Client.text(each.getAsJsonObject(), "what"), "is revoked: " + Client.text(each.getAsJsonObject(), "reason")));
        }
        return InstallCommands.print(rows, "no publisher is trusted");
    }

    /** The key of a publisher who is named, or the key that is given. */
    private String key(String publisher) throws IOException {
        List<String> keys = client.ask("GET", ROOT, null).getAsJsonArray("publishers").asList().stream().map(JsonElement::getAsJsonObject)
                .filter(p -> publisher.equals(Client.text(p, "name"))).map(p -> Client.text(p, "key")).toList();
        if (keys.size() > 1) {
            throw new CommandFailure(keys.size() + " publishers are called " + publisher + "; give the key: " + String.join(", ", keys));
        }
        return keys.isEmpty() ? publisher : keys.get(0);
    }

    /** @param members names and values of the body in turn */
    private int change(String method, String path, String... members) throws IOException {
        var body = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            body.addProperty(members[i], members[i + 1]);
        }
        client.ask(method, ROOT + path, members.length == 0 ? null : body);
        System.out.println("Done.");
        return 0;
    }
}
