package mezzotint.launcher.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.PictureOutput;
import mezzotint.launcher.client.PlannedChange;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.Workbench;

/** The command {@code recreate}: a picture again, from what its file says, with the plugins that it was made with. */
public final class RecreateCommand {

    private static final String YES = "--yes";

    private static final String HELP = """
            mezzotint recreate FILE.png [options]

              --yes               install, update and switch plugins as it takes, and make it with what differs where they cannot be had
              --out FILE.png      where to save the picture
              --out FOLDER        the folder to save it in
              --port N            port of the workbench to use

            Without --yes it says what is missing here and changes nothing.
            """;

    private RecreateCommand() {}

    /** Makes the picture, prints where it is, and returns the exit status. */
    public static int run(List<String> args) throws Exception {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        Arguments arguments = Arguments.parse(args.stream().filter(a -> !a.equals(YES)).toList(), List.of("out", "port"));
        if (arguments.words().size() != 1) {
            throw new CommandFailure("give one picture, as in mezzotint recreate FILE.png");
        }
        byte[] png = read(arguments.words().get(0));
        Optional<PictureOutput> target = Optional.ofNullable(arguments.options().get("out")).map(PictureOutput::of);
        return Session.forPictures(arguments.port(), (client, own) -> recreate(client, own, png, args.contains(YES), target));
    }

    private static byte[] read(String file) throws IOException {
        try {
            if (Files.isRegularFile(Path.of(file))) {
                return Files.readAllBytes(Path.of(file));
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new CommandFailure("there is no file " + file + "; give a PNG that Mezzotint made");
    }

    private static int recreate(Client client, Workbench own, byte[] png, boolean yes, Optional<PictureOutput> target) throws IOException, InterruptedException {
        JsonObject found = client.recreation(png);
        List<String> missing = texts(found, "missing");
        missing.forEach(words -> System.err.println("mezzotint: " + words));
        if (found.has("plan")) {
            JsonObject plan = found.getAsJsonObject("plan");
            texts(plan, "words").forEach(words -> System.err.println("mezzotint: " + words));
            if (yes) {
                carryOut(client, Client.text(plan, "id"));
            }
        }
        if (!missing.isEmpty() && !yes) {
            throw new CommandFailure("the picture would not be the same here; give " + YES + " to make it all the same"
                    + (found.has("plan") ? ", after the plugins were changed as said" : ""));
        }
        return MakeCommand.make(client, found.getAsJsonObject("request"), target, own, found.get("picture").getAsInt());
    }

    /** What waits for pictures is waited for. */
    private static void carryOut(Client client, String plan) throws IOException, InterruptedException {
        JsonObject change = client.ask("POST", "/api/plugins/plans/" + plan, new JsonObject());
        while (PlannedChange.isPending(change)) {
            Thread.sleep(200);
            change = PlannedChange.again(client, change);
        }
        PlannedChange.check(change);
    }

    private static List<String> texts(JsonObject object, String field) {
        var texts = new ArrayList<String>();
        for (JsonElement each : object.getAsJsonArray(field)) {
            texts.add(each.getAsString());
        }
        return texts;
    }
}
