package mezzotint.launcher.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.PictureOutput;
import mezzotint.launcher.client.Session;
import mezzotint.launcher.client.SubmittedJob;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.Workbench;

/** The command {@code make}: pictures by the workbench that runs, else by one in this process. */
public final class MakeCommand {

    private static final List<String> TEXTS = List.of("negative", "sampler", "schedule", "model");
    private static final List<String> WHOLE = List.of("seed", "steps", "width", "height", "count");
    private static final List<String> NUMBERS = List.of("cfg");
    private static final List<String> LISTS = List.of("finish");
    private static final int INTERRUPTED = 130;
    static final int ALL = -1;

    private static final String HELP = """
            mezzotint make "PROMPT" [options]

              --negative TEXT     what the picture must not show
              --seed N            where the noise comes from; the same seed makes the same picture
              --steps N           steps of the sampler
              --cfg X             how closely the picture follows the prompt
              --sampler NAME      as "DPM++ 2M", dpmpp_2m or euler_ancestral
              --schedule NAME     as automatic, karras or uniform
              --width N           width in pixels
              --height N          height in pixels
              --model NAME        the model that paints
              --image FILE        the picture to begin at
              --strength X        how much of the steps is walked from there: 0 to 1, higher leaves less of the picture
              --mask FILE         what of the picture is painted anew: white
              --params A=1,B=2    other parameters of what begins at the picture, as blur=8,only=true,resize=crop
              --begin NAME        the plugin that begins at the picture: start, or inpaint with a mask
              --finish A,B        what is done to the finished picture: plugins, in this order
              --count N           how many pictures; their seeds follow each other
              --out FILE.png      where to save the picture; with --count the files are numbered
              --out FOLDER        the folder to save the pictures in
              --port N            port of the workbench to use

            What is not set is as the model wants it. A workbench that runs is used; else one is started for this picture.
            """;

    private MakeCommand() {}

    /** Makes pictures, prints where they are, and returns the exit status. */
    public static int run(List<String> args) throws Exception {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        var known = new ArrayList<>(List.of("out", "port"));
        known.addAll(TEXTS);
        known.addAll(WHOLE);
        known.addAll(NUMBERS);
        known.addAll(LISTS);
        known.addAll(StartPicture.OPTIONS);
        Arguments arguments = Arguments.parse(args, known);
        JsonObject request = request(arguments);
        StartPicture start = StartPicture.of(arguments);
        arguments.port();
        Optional<PictureOutput> target = Optional.ofNullable(arguments.options().get("out")).map(PictureOutput::of);
        return Session.forPictures(arguments.port(), (client, own) -> {
            start.addTo(request, client);
            return make(client, request, target, own, ALL);
        });
    }

    private static JsonObject request(Arguments arguments) {
        if (arguments.words().size() != 1) {
            throw new CommandFailure(arguments.words().isEmpty() ? "the prompt is missing; write it after make, in quotes"
                    : "there is more than one prompt: \"" + arguments.words().get(0) + "\" and \"" + arguments.words().get(1)
                            + "\"; write one, in quotes");
        }
        var request = new JsonObject();
        request.addProperty("prompt", arguments.words().get(0));
        for (String option : arguments.options().keySet()) {
            if (TEXTS.contains(option)) {
                request.addProperty(option, arguments.options().get(option));
            } else if (WHOLE.contains(option)) {
                request.addProperty(option, arguments.whole(option));
            } else if (NUMBERS.contains(option)) {
                request.addProperty(option, arguments.number(option));
            } else if (LISTS.contains(option)) {
                request.add(option, list(arguments.options().get(option)));
            }
        }
        return request;
    }

    private static JsonArray list(String names) {
        var list = new JsonArray();
        Arrays.stream(names.split(",")).map(String::strip).filter(name -> !name.isEmpty()).forEach(list::add);
        return list;
    }

    /** @param only number of the picture that is wanted, or {@link #ALL} */
    static int make(Client client, JsonObject request, Optional<PictureOutput> target, Workbench own, int only) throws IOException, InterruptedException {
        var job = new SubmittedJob(client, request);
        // Ctrl-C: the picture is given up before the workbench of this process goes.
        var interrupt = new Thread(() -> {
            job.cancel();
            if (own != null) {
                own.close();
            }
        }, "cancel");
        Runtime.getRuntime().addShutdownHook(interrupt);
        try {
            List<Client.Made> all = job.await();
            List<Client.Made> pictures = only == ALL ? all : all.subList(only, only + 1);
            for (Client.Made picture : pictures) {
                int number = pictures.size() == 1 ? 0 : pictures.indexOf(picture) + 1;
                System.out.println(target.isPresent() ? target.get().save(client, picture, number) : kept(client, picture));
            }
            return 0;
        } catch (IOException e) {
            if (job.cancelled()) {
                return INTERRUPTED;
            }
            throw new CommandFailure("the workbench went away or the picture cannot be saved: " + e.getMessage());
        }
    }

    /** Where the workbench keeps a picture; saved here if it keeps none. */
    private static Object kept(Client client, Client.Made picture) throws IOException {
        if (picture.place() == null) {
            return PictureOutput.of("").save(client, picture, 0);
        }
        return picture.place().startsWith("file:") ? Path.of(URI.create(picture.place())) : picture.place();
    }
}
