package mezzotint.launcher.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.PlannedChange;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The sub-commands of {@code plugin} that list, install, update, switch and remove plugins. */
public final class InstallCommands {

    private static final String OURS = "mezzotint.";
    private static final long LARGEST_JAR = 256 << 20;
    private static final String PLANS = "/api/plugins/plans";

    private final Client client;
    private final Arguments arguments;

    private InstallCommands(Client client, Arguments arguments) {
        this.client = client;
        this.arguments = arguments;
    }

    /** A command of this class, with the workbench at hand. */
    @FunctionalInterface
    interface Command {
        int run(InstallCommands plugins) throws IOException, InterruptedException;
    }

    /** The command, as it is run with what was written after it. */
    static PluginCommand.Action with(Command command) {
        return arguments -> Session.with(arguments.port(), (client, own) -> command.run(new InstallCommands(client, arguments)));
    }

    int list() throws IOException {
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : client.list("/api/plugins")) {
            JsonObject one = each.getAsJsonObject();
            String update = Client.text(one, "update");
            rows.add(List.of(Client.text(one, "name"), Client.text(one, "version"), one.get("on").getAsBoolean() ? "on" : "off", Client.text(one, "label"),
                    Objects.requireNonNullElse(Client.text(one, "note"), update == null ? "" : "update to " + update)));
        }
        return print(rows, "no plugin is installed");
    }

    int search() throws IOException {
        String text = arguments.words().isEmpty() ? "" : arguments.words().get(0);
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : client.list("/api/offers?search=" + Client.encoded(text))) {
            JsonObject one = each.getAsJsonObject();
            String here = Client.text(one, "installed");
            rows.add(List.of(Client.text(one, "name"), Client.text(one, "version"), Client.text(one, "repository"), Client.text(one, "label"),
                    here == null ? "" : here + " is installed"));
        }
        return print(rows, "no repository offers that");
    }

    int install() throws IOException, InterruptedException {
        return installation().tell().carryOut(agreed());
    }

    int plan() throws IOException {
        return installation().tell().leave();
    }

    /** A jar with its signature beside it, an address, or a name in the repositories. */
    private PlannedChange installation() throws IOException {
        String wanted = arguments.words().get(0);
        if (wanted.matches("https?://.*")) {
            return wish(wish -> wish.add("addresses", array(wanted)));
        }
        Path jar = Path.of(wanted);
        if (wanted.endsWith(".jar") || Files.exists(jar) && !Files.isDirectory(jar)) {
            return sent(jar);
        }
        String[] parts = wanted.split("@", 2);
        var sought = new JsonObject();
        sought.addProperty("name", named(parts[0], "/api/offers?search=" + Client.encoded(parts[0])));
        if (parts.length > 1) {
            sought.addProperty("version", parts[1]);
        }
        return wish(wish -> {
            var install = new JsonArray();
            install.add(sought);
            wish.add("install", install);
        });
    }

    private PlannedChange sent(Path jar) throws IOException {
        if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
            throw new CommandFailure((Files.exists(jar) ? jar + " is no file that can be read" : "there is no file " + jar)
                    + "; give a jar, an address, or the name of a plugin in a repository");
        }
        if (Files.size(jar) > LARGEST_JAR) {
            throw new CommandFailure(jar + " is larger than " + (LARGEST_JAR >> 20) + " MB; leave models and native libraries out of it");
        }
        Path signature = jar.resolveSibling(jar.getFileName() + ".sig");
        Map<String, String> headers = !Files.isRegularFile(signature) ? Map.of()
                : Map.of("Mezzotint-Signature", Files.readString(signature).strip().replaceAll("\\s*\\R\\s*", " "));
        return new PlannedChange(client, Client.object(client.send("POST", "/api/plugins?plan", Files.readAllBytes(jar), "application/java-archive", headers)));
    }

    int remove() throws IOException, InterruptedException {
        return named("remove");
    }

    int on() throws IOException, InterruptedException {
        return named("on");
    }

    int off() throws IOException, InterruptedException {
        return named("off");
    }

    private int named(String list) throws IOException, InterruptedException {
        String name = named(arguments.words().get(0), "/api/plugins");
        return wish(wish -> wish.add(list, array(name))).tell().carryOut(agreed());
    }

    /** Everything that has an update, or what is named: to the newest version that works. */
    int update() throws IOException, InterruptedException {
        String only = arguments.words().isEmpty() ? null : named(arguments.words().get(0), "/api/plugins");
        var install = new JsonArray();
        for (JsonElement each : client.list("/api/plugins")) {
            JsonObject one = each.getAsJsonObject();
            if (one.has("update") && (only == null || only.equals(Client.text(one, "name")))) {
                var sought = new JsonObject();
                sought.add("name", one.get("name"));
                install.add(sought);
            }
        }
        if (install.isEmpty()) {
            System.out.println("No newer version is in the repositories.");
            return 0;
        }
        return wish(wish -> wish.add("install", install)).tell().carryOut(agreed());
    }

    int changes() throws IOException {
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : client.list("/api/plugins/changes")) {
            JsonObject change = each.getAsJsonObject();
            String words = change.getAsJsonObject("plan").getAsJsonArray("words").asList().stream().map(JsonElement::getAsString).collect(Collectors.joining(" "));
            rows.add(List.of(Client.text(change, "id"), Client.text(change, "state"), Client.text(change, "by"), words, PlannedChange.waits(change)));
        }
        return print(rows, "nothing was changed since the start");
    }

    int repair() throws IOException {
        List<JsonElement> done = client.ask("POST", "/api/plugins/repair", null).getAsJsonArray("repaired").asList();
        done.forEach(words -> System.out.println(words.getAsString() + "."));
        System.out.print(done.isEmpty() ? "All is as it is written down.\n" : "");
        return 0;
    }

    int repository() throws IOException {
        List<String> words = arguments.words();
        switch (words.get(0) + words.size()) {
            case "list1" -> {
                return repositories();
            }
            case "add3" -> {
                var body = new JsonObject();
                body.addProperty("name", words.get(1));
                body.addProperty("url", words.get(2));
                body.addProperty("key", Objects.requireNonNullElse(arguments.options().get("key"), ""));
                client.ask("POST", "/api/repositories", body);
            }
            case "remove2" -> client.send("DELETE", "/api/repositories/" + Client.encoded(words.get(1)), null);
            default -> throw new CommandFailure("write it as: mezzotint plugin repository list, add NAME URL [--key KEY] or remove NAME");
        }
        return 0;
    }

    private int repositories() throws IOException {
        var rows = new ArrayList<List<String>>();
        for (JsonElement each : client.list("/api/repositories")) {
            JsonObject one = each.getAsJsonObject();
            String signer = one.has("signer") ? "signed by " + Client.text(one.getAsJsonObject("signer"), "name") : "not signed";
            rows.add(List.of(Client.text(one, "name"), Client.text(one, "url"), Client.text(one, "offers") + " on offer", signer,
                    Objects.requireNonNullElse(Client.text(one, "problem"), "")));
        }
        return print(rows, "there is no repository");
    }

    private boolean agreed() {
        return arguments.options().containsKey("yes");
    }

    private PlannedChange wish(Consumer<JsonObject> fill) throws IOException {
        var wish = new JsonObject();
        fill.accept(wish);
        return new PlannedChange(client, client.ask("POST", PLANS, wish));
    }

    /** The symbolic name that is meant: {@code sampler.euler} will do for {@code mezzotint.sampler.euler}. */
    private String named(String name, String list) throws IOException {
        List<String> names = client.list(list).asList().stream().map(each -> Client.text(each.getAsJsonObject(), "name")).toList();
        return !names.contains(name) && names.contains(OURS + name) ? OURS + name : name;
    }

    private static JsonArray array(String text) {
        var array = new JsonArray();
        array.add(text);
        return array;
    }

    /** Columns as wide as they must be. */
    static int print(List<List<String>> rows, String none) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(String.format("%-" + Math.max(1, widths[i]) + "s  ", row.get(i)));
            }
            System.out.println(line.toString().stripTrailing());
        }
        if (rows.isEmpty()) {
            System.out.println(none.substring(0, 1).toUpperCase(Locale.ROOT) + none.substring(1) + ".");
        }
        return 0;
    }
}
