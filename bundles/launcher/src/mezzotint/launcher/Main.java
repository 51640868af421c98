package mezzotint.launcher;

import java.util.List;
import mezzotint.launcher.command.CatalogCommands;
import mezzotint.launcher.command.DevCommand;
import mezzotint.launcher.command.InspectCommand;
import mezzotint.launcher.command.MakeCommand;
import mezzotint.launcher.command.McpCommand;
import mezzotint.launcher.command.NewCommand;
import mezzotint.launcher.command.PluginCommand;
import mezzotint.launcher.command.RecreateCommand;
import mezzotint.launcher.command.UserCommand;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.StartSettings;
import mezzotint.launcher.start.Workbench;

/** The command line. */
public final class Main {

    private static final String SAFE = "--safe";

    private static final String HELP = """
            mezzotint                      build what is not built, start the workbench and print its address
            mezzotint make "PROMPT" ...    make pictures; make --help lists the options
            mezzotint recreate FILE.png    make a picture again, with the plugins it was made with; recreate --help
            mezzotint new HOOK NAME        begin a plugin; new --help lists the hooks
            mezzotint dev FOLDER           build a plugin and install it whenever it is saved
            mezzotint plugin ...           install, update, switch, remove and sign plugins; plugin --help lists it
            mezzotint user ...             add, list and remove users; user --help says how
            mezzotint inspect FILE         say what a file of weights is, and where it belongs
            mezzotint find "NEED"          find models, programs and services for a need in words
            mezzotint compare A B          set two to four of them side by side
            mezzotint mcp                  serves the catalog to a language model's program, over standard input and output
            mezzotint test [KIND]          run the tests: all, or those of one kind (unit, golden, framework)
            mezzotint soak plugins [N]     install, use and remove plugins N times (600); says what grew
            mezzotint bench                measure time and memory
            mezzotint soak NAME            long runs: kills, load, memory
            mezzotint version              print the version

            Options of the start:
              --port N                        port of the console and the REST API (%d)
              --listen ADDRESS                the address to listen on (127.0.0.1); 0.0.0.0 for all, once there is a user
              --host-names A,B                names besides localhost under which the workbench is reached
              --cors-allow-origins A,B        pages of other sites that may call the REST API
              --safe                          start no plugins but those of the distribution

            The environment variable MEZZOTINT_HOME names the folder of models, pictures and settings (~/.mezzotint).
            """.formatted(StartSettings.PORT);

    private Main() {}

    public static void main(String[] args) throws Exception {
        try {
            System.exit(run(List.of(args)));
        } catch (CommandFailure failure) {
            System.err.println("mezzotint: " + failure.getMessage());
            System.exit(CommandFailure.STATUS);
        }
    }

    private static int run(List<String> args) throws Exception {
        args.forEach(argument -> Arguments.readable("an argument", argument));
        String command = args.isEmpty() || args.get(0).startsWith("-") ? "start" : args.get(0);
        List<String> rest = args.isEmpty() || !args.get(0).equals(command) ? args : args.subList(1, args.size());
        if (command.equals("start") && (rest.contains("--help") || rest.contains("-h")) || command.equals("help")) {
            System.out.print(HELP);
            return 0;
        }
        return switch (command) {
            case "start" -> start(rest);
            case "make" -> MakeCommand.run(rest);
            case "recreate" -> RecreateCommand.run(rest);
            case "new" -> NewCommand.run(rest);
            case "dev" -> DevCommand.run(rest);
            case "plugin" -> PluginCommand.run(rest);
            case "user" -> UserCommand.run(rest);
            case "inspect" -> InspectCommand.run(rest);
            case "find" -> CatalogCommands.find(rest);
            case "compare" -> CatalogCommands.compare(rest);
            case "mcp" -> McpCommand.run(rest);
            case "version" -> version();
            default -> throw new CommandFailure("there is no command " + command + "; mezzotint --help lists them");
        };
    }

    private static int version() {
        System.out.println("Mezzotint " + Main.class.getPackage().getImplementationVersion());
        return 0;
    }

    private static int start(List<String> args) throws Exception {
        Arguments arguments = Arguments.parse(args.stream().filter(a -> !a.equals(SAFE)).toList(), StartSettings.options());
        if (!arguments.words().isEmpty()) {
            throw new CommandFailure("there is no command " + arguments.words().get(0) + "; mezzotint --help lists them");
        }
        StartSettings set = StartSettings.read(arguments);
        StartSettings settings = args.contains(SAFE) ? set.inSafeMode() : set;
        try (Workbench workbench = Workbench.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(workbench::close, "stop"));
            if (settings.safe()) {
                System.out.println("Safe mode: what you installed is not started");
            }
            System.out.printf("Mezzotint runs at %s%n", settings.address());
            workbench.complete();
            return workbench.await();
        }
    }
}
