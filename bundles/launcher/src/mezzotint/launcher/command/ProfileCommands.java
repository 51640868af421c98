package mezzotint.launcher.command;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.PlannedChange;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The sub-commands of {@code plugin profile}: they save sets of plugins under a name, compare and apply them. */
final class ProfileCommands {

    private static final String ROOT = "/api/profiles";
    private static final String USAGE = "write it as: mezzotint plugin profile list, show NAME, save NAME, compare NAME [OTHER], apply NAME, export NAME [FILE], "
            + "import FILE, delete NAME or rollback";

    private final Client client;

    private ProfileCommands(Client client) {
        this.client = client;
    }

    /** @throws CommandFailure if the command is none of these, or is refused */
    static int run(Arguments arguments) throws Exception {
        List<String> words = arguments.words();
        boolean agreed = arguments.options().containsKey("yes");
        return Session.with(arguments.port(), (client, own) -> new ProfileCommands(client).run(words, agreed));
    }

    private int run(List<String> words, boolean agreed) throws IOException, InterruptedException {
        String name = words.size() > 1 ? words.get(1) : "";
        String last = words.get(words.size() - 1);
        return switch (words.get(0) + words.size()) {
            case "list1" -> list();
            case "show2" -> show(name);
            case "save2" -> send("PUT", path(name), null);
            case "compare2" -> compare("now", name);
            case "compare3" -> compare(name, last);
            case "apply2" -> apply(path(name) + "/plan", agreed);
            case "rollback1" -> apply(ROOT + "/rollback?plan", agreed);
            case "export2" -> export(name, Path.of(name + ".json"));
            case "export3" -> export(name, Path.of(last));
            case "import2" -> send("POST", ROOT + "/import", read(Path.of(name)));
            case "delete2" -> send("DELETE", path(name), null);
            default -> throw new CommandFailure(USAGE);
        };
    }

    private int list() throws IOException {
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : client.list(ROOT)) {
            JsonObject one = each.getAsJsonObject();
            rows.add(List.of(Client.text(one, "name"), Client.text(one, "saved"), Client.text(one, "by"), Client.text(one, "plugins") + " plugins",
                    Client.text(one, "about")));
        }
        return InstallCommands.print(rows, "no profile is kept");
    }

    private int show(String name) throws IOException {
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : client.ask("GET", path(name), null).getAsJsonArray("plugins")) {
            JsonObject one = each.getAsJsonObject();
            rows.add(List.of(Client.text(one, "name"), Client.text(one, "version"), one.get("on").getAsBoolean() ? "on" : "off"));
        }
        return InstallCommands.print(rows, "there is no plugin in it");
    }

    private int compare(String one, String other) throws IOException {
        JsonObject found = client.ask("GET", ROOT + "/compare?a=" + Client.encoded(one) + "&b=" + Client.encoded(other), null);
        found.getAsJsonArray("words").forEach(words -> System.out.println(words.getAsString()));
        return 0;
    }

    private int apply(String plan, boolean agreed) throws IOException, InterruptedException {
        return new PlannedChange(client, client.ask("POST", plan, null)).tell().carryOut(agreed);
    }

    private int export(String name, Path file) throws IOException {
        String text = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(client.ask("GET", path(name), null));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text + "\n");
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        System.out.println(file);
        return 0;
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new CommandFailure("there is no file " + file + "; give one that was exported");
        }
        return Files.readAllBytes(file);
    }

    private int send(String method, String path, byte[] body) throws IOException {
        client.send(method, path, body, "application/json", Map.of());
        System.out.println("Done.");
        return 0;
    }

    private static String path(String name) {
        return ROOT + "/" + Client.encoded(name);
    }
}
