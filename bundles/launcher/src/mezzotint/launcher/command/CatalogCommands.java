package mezzotint.launcher.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The commands {@code find} and {@code compare}, which ask the catalog. */
public final class CatalogCommands {

    private static final String FIND_HELP = """
            mezzotint find "NEED" [--without FILTER,..] [--limit N] [--port N]

            Finds models, programs and services for a need in words, as in "free local image generator with an API".
            Conditions that are read from the words are named; --without takes one back.
            """;
    private static final String COMPARE_HELP = """
            mezzotint compare A B [C [D]] [--port N]

            Sets two to four of them side by side, as Markdown: mezzotint compare openai/gpt-4.1-mini vladmandic/sdnext
            """;
    private static final int FEWEST = 2;
    private static final int MOST = 4;

    private CatalogCommands() {}

    public static int find(List<String> args) throws Exception {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(FIND_HELP);
            return 0;
        }
        Arguments arguments = Arguments.parse(args, List.of("without", "limit", "port"));
        if (arguments.words().size() != 1) {
            throw new CommandFailure("the need is one argument, in quotes; find --help says more");
        }
        var path = new StringBuilder("/api/catalog/search?q=").append(Client.encoded(arguments.words().get(0)));
        path.append("&limit=").append(Client.encoded(arguments.options().getOrDefault("limit", "10")));
        for (String filter : arguments.options().getOrDefault("without", "").split(",")) {
            path.append(filter.isBlank() ? "" : "&without=" + Client.encoded(filter.strip()));
        }
        return Session.with(arguments.port(), (client, own) -> show(client.ask("GET", path.toString(), null)));
    }

    private static int show(JsonObject found) {
        String filters = objects(found.getAsJsonArray("filters")).map(filter -> Client.text(filter, "id")).collect(Collectors.joining(", "));
        if (!filters.isEmpty()) {
            System.out.println("read as conditions: " + filters);
        }
        if (found.has("note")) {
            System.out.println(Client.text(found, "note"));
        }
        for (JsonElement each : found.getAsJsonArray("results")) {
            JsonObject one = each.getAsJsonObject();
            System.out.printf("%n%s  %s%n", Client.text(one, "artifact"), Client.text(one, "type"));
            objects(one.getAsJsonArray("matches")).forEach(match -> System.out.printf("    %s: %s%n", Client.text(match, "part"),
                    match.has("matched") ? Client.text(match, "matched") : "missing"));
        }
        return 0;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    public static int compare(List<String> args) throws Exception {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(COMPARE_HELP);
            return 0;
        }
        Arguments arguments = Arguments.parse(args, List.of("port"));
        List<String> names = arguments.words();
        if (names.size() < FEWEST || names.size() > MOST) {
            throw new CommandFailure("two to four names are compared, and here are " + names.size() + "; compare --help says more");
        }
        String query = names.stream().map(name -> "artifact=" + Client.encoded(name)).collect(Collectors.joining("&"));
        return Session.with(arguments.port(), (client, own) -> print(client, query));
    }

    private static int print(Client client, String query) throws IOException {
        // The names may be aliases: the comparison knows the ids, which the page's path consists of.
        JsonArray artifacts = client.ask("GET", "/api/catalog/compare?" + query, null).getAsJsonArray("artifacts");
        String path = objects(artifacts).map(artifact -> Client.text(artifact, "id")).collect(Collectors.joining("/"));
        System.out.print(new String(client.send("GET", "/agent/compare/" + path, null), StandardCharsets.UTF_8));
        return 0;
    }
}
