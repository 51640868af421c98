package mezzotint.launcher.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The command {@code inspect}: what a file of weights is, and where it belongs. */
public final class InspectCommand {

    private static final String HELP = """
            mezzotint inspect FILE|FOLDER [--port N]

            Says what weights are by their header: a model, an autoencoder, a LoRA, .., of which family and precision,
            which plugins read it, what it lacks, and into which folder of models it belongs.
            """;

    private InspectCommand() {}

    /** Prints the verdict and returns the exit status. */
    public static int run(List<String> args) throws Exception {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        Arguments arguments = Arguments.parse(args, List.of("port"));
        if (arguments.words().size() != 1) {
            throw new CommandFailure("give one file or folder, as in mezzotint inspect alpha.safetensors");
        }
        var body = new JsonObject();
        body.addProperty("file", Path.of(arguments.words().get(0)).toAbsolutePath().normalize().toString());
        return Session.with(arguments.port(), (client, own) -> print(client.ask("POST", "/api/models/inspect", body)));
    }

    private static int print(JsonObject verdict) throws IOException {
        line("kind", verdict.get("kind").getAsString().replace('_', ' '));
        line("family", Client.text(verdict, "family"));
        line("tensors", verdict.get("tensors").getAsString() + " of " + joined(verdict.get("precision")));
        line("format", Client.text(verdict, "format"));
        line("architecture", Client.text(verdict, "architecture"));
        line("belongs into", Client.text(verdict, "folder"));
        verdict.getAsJsonArray("lacks").forEach(lack -> line("but", lack.getAsString()));
        return 0;
    }

    private static String joined(JsonElement list) {
        return StreamSupport.stream(list.getAsJsonArray().spliterator(), false).map(JsonElement::getAsString).collect(Collectors.joining(", "));
    }

    private static void line(String what, String value) {
        if (!value.isEmpty()) {
            System.out.printf("%-14s%s%n", what, value);
        }
    }
}
