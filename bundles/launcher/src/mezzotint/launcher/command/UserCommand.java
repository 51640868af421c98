package mezzotint.launcher.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The command {@code user}: who may log in. It asks the workbench that runs, else one in this process. */
public final class UserCommand {

    private static final String HELP = """
            mezzotint user add NAME [--role ROLE]      add a user; the first one is an administrator
            mezzotint user password NAME               set another password
            mezzotint user role NAME --role ROLE       set another role
            mezzotint user remove NAME                 remove a user
            mezzotint user list                        list the users and their tokens
            mezzotint user token NAME [options]        make a token for a program, and print it
              --scope ROLE    what the token may do (make)
              --label TEXT    what it is for
              --days N        how long it is good for; without it there is no end

            Roles: make (make pictures), plugins (install plugins too), admin (everything).
            A password is asked for, or read from the standard input. Once there is a user, everybody has to log in.
            """;

    private UserCommand() {}

    public static int run(List<String> args) throws Exception {
        if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        Arguments arguments = Arguments.parse(args, List.of("role", "scope", "label", "days"));
        List<String> words = arguments.words();
        boolean list = words.equals(List.of("list"));
        if (!list && words.size() != 2) {
            throw new CommandFailure("user " + String.join(" ", words) + " is not understood; user --help lists the commands");
        }
        JsonObject body = list ? null : body(words.get(0), words.get(1), arguments);
        return Session.with(OptionalInt.empty(), (client, own) -> send(client, words, body));
    }

    /** What is sent; null for nothing. */
    private static JsonObject body(String command, String name, Arguments arguments) throws IOException {
        var body = new JsonObject();
        arguments.options().forEach(body::addProperty);
        switch (command) {
            case "add" -> {
                body.addProperty("name", name);
                body.addProperty("password", password());
            }
            case "password" -> body.addProperty("password", password());
            case "role", "token" -> { }
            case "remove" -> body = null;
            default -> throw new CommandFailure("there is no command user " + command + "; user --help lists them");
        }
        return body;
    }

    private static int send(Client client, List<String> words, JsonObject body) throws IOException {
        String user = words.size() < 2 ? "" : "/api/users/" + Client.encoded(words.get(1));
        switch (words.get(0)) {
            case "add" -> client.ask("POST", "/api/users", body);
            case "remove" -> client.send("DELETE", user, null);
            case "token" -> System.out.println(Client.text(client.ask("POST", user + "/tokens", body), "token"));
            case "list" -> list(client.send("GET", "/api/users", null));
            default -> client.ask("PUT", user, body);
        }
        return 0;
    }

    private static void list(byte[] answer) {
        for (JsonElement each : JsonParser.parseString(new String(answer, StandardCharsets.UTF_8)).getAsJsonArray()) {
            JsonObject user = each.getAsJsonObject();
            System.out.println(Client.text(user, "name") + "  " + Client.text(user, "role"));
            for (JsonElement token : user.getAsJsonArray("tokens")) {
                JsonObject it = token.getAsJsonObject();
                System.out.println("  token " + Client.text(it, "id") + "  " + Client.text(it, "scope") + "  " + Client.text(it, "label"));
            }
        }
    }

    /** Asked for twice at a terminal; else the first line of the standard input. */
    private static String password() throws IOException {
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new CommandFailure("the password is missing; write it to the standard input");
            }
            return line;
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Again: ");
        if (!Arrays.equals(first, second)) {
            throw new CommandFailure("the passwords differ; try again");
        }
        return new String(first);
    }
}
