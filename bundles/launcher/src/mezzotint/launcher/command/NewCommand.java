package mezzotint.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.StartSettings;

/** The command {@code new}: begins a plugin from the example of its hook. */
public final class NewCommand {

    private static final String HELP = """
            mezzotint new HOOK NAME [--folder FOLDER]    begin a plugin: an example that builds, is tested and can be installed

            HOOK is the point of the pipeline it fills: %s.
            NAME is the plugin's Java package and the name of its bundle, as in org.example.gentle or my.sampler.
            FOLDER is where it is put, ./NAME if it is not given; it must not exist yet.
            """;

    private NewCommand() {}

    public static int run(List<String> args) throws IOException {
        var templates = new Templates(StartSettings.ownFolder());
        if (args.contains("--help") || args.contains("-h")) {
            System.out.printf(HELP, String.join(", ", templates.hooks()));
            return 0;
        }
        Arguments arguments = Arguments.parse(args, List.of("folder"));
        if (arguments.words().size() != 2) {
            throw new CommandFailure("a hook and a name are needed, as in mezzotint new sampler my.sampler; --help says more");
        }
        String hook = arguments.words().get(0);
        String name = arguments.words().get(1);
        Path folder = Path.of(arguments.options().getOrDefault("folder", name)).toAbsolutePath().normalize();
        templates.write(hook, name, folder);
        System.out.printf("%s%n  build and test:   cd %s && mvn package%n  while you write:  mezzotint dev %s%n", folder, folder, folder);
        return 0;
    }
}
