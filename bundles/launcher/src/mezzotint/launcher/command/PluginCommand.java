package mezzotint.launcher.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The command {@code plugin}: a table of sub-commands. */
public final class PluginCommand {

    /**
     * A sub-command.
     *
     * @param words what is written after its name, as help shows it; what is in brackets may be left out
     * @param options names of the options with what they take, as in {@code key NAME}; a name alone takes nothing
     * @param help a sentence without a full stop
     */
    private record Part(String name, List<String> words, List<String> options, String help, Action action) {

        boolean takes(int count) {
            long needed = words.stream().filter(w -> !w.startsWith("[")).count();
            return count >= needed && count <= words.size();
        }

        String usage() {
            return name + words.stream().map(w -> " " + w).collect(Collectors.joining())
                    + options.stream().map(o -> " [--" + o + "]").collect(Collectors.joining());
        }
    }

    /** What a sub-command does. */
    @FunctionalInterface
    interface Action {

        /** @return the exit status */
        int run(Arguments arguments) throws Exception;
    }

    /** An action that ends well or not at all. */
    @FunctionalInterface
    private interface Writing {
        void run(Arguments arguments) throws Exception;
    }

    private static final List<String> WORKBENCH = List.of("port N");
    private static final List<String> CHANGE = List.of("yes", "port N");

    private static final List<Part> PARTS = List.of(
            new Part("list", List.of(), WORKBENCH, "lists what is installed", InstallCommands.with(InstallCommands::list)),
            new Part("search", List.of("[TEXT]"), WORKBENCH, "lists what the repositories offer", InstallCommands.with(InstallCommands::search)),
            new Part("plan", List.of("FILE|URL|NAME[@VERSION]"), WORKBENCH, "says what installing would do", InstallCommands.with(InstallCommands::plan)),
            new Part("install", List.of("FILE|URL|NAME[@VERSION]"), CHANGE, "installs, or brings to that version; FILE.sig is sent with FILE",
                    InstallCommands.with(InstallCommands::install)),
            new Part("update", List.of("[NAME]"), CHANGE, "gets newer versions, of one or of all", InstallCommands.with(InstallCommands::update)),
            new Part("on", List.of("NAME"), CHANGE, "switches a plugin on", InstallCommands.with(InstallCommands::on)),
            new Part("off", List.of("NAME"), CHANGE, "switches a plugin off", InstallCommands.with(InstallCommands::off)),
            new Part("remove", List.of("NAME"), CHANGE, "removes a plugin, and what only it needed", InstallCommands.with(InstallCommands::remove)),
            new Part("changes", List.of(), WORKBENCH, "lists what was changed since the start, and what waits for whom", InstallCommands.with(InstallCommands::changes)),
            new Part("repository", List.of("list|add|remove", "[NAME]", "[URL]"), List.of("key KEY", "port N"), "lists, adds and removes repositories",
                    InstallCommands.with(InstallCommands::repository)),
            new Part("profile", List.of("list|show|save|compare|apply|export|import|delete|rollback", "[NAME|FILE]", "[OTHER]"), CHANGE,
                    "keeps sets of plugins, compares and applies them", ProfileCommands::run),
            new Part("trust", List.of("list|add|remove|mode|revoke", "[NAME|KEY|MODE]", "[KEY|REASON]"), WORKBENCH, "says whom the workbench trusts, and changes it",
                    TrustCommands::run),
            new Part("repair", List.of(), WORKBENCH, "compares what is written down of plugins with what is there, and mends it", InstallCommands.with(InstallCommands::repair)),
            new Part("key", List.of("NAME"), List.of(), "makes a pair of keys to sign with, and prints the public one", writing(SigningCommands::makeKey)),
            new Part("sign", List.of("FILE"), List.of("key NAME"), "signs a jar, or any other file, and writes FILE.sig", writing(SigningCommands::sign)),
            new Part("verify", List.of("FILE"), List.of(), "says who signed it, by FILE.sig", writing(SigningCommands::verify)),
            new Part("index", List.of("FOLDER"), List.of("key NAME"), "makes a folder of jars a repository: writes index.xml and index.xml.sig",
                    writing(SigningCommands::index)));

    private PluginCommand() {}

    /** Carries a sub-command out and returns the exit status. */
    public static int run(List<String> args) throws Exception {
        if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
            System.out.print(help());
            return args.isEmpty() ? CommandFailure.STATUS : 0;
        }
        Part part = PARTS.stream().filter(p -> p.name.equals(args.get(0))).findFirst()
                .orElseThrow(() -> new CommandFailure("there is no command plugin " + args.get(0) + "; mezzotint plugin --help lists them"));
        Arguments arguments = Arguments.parse(args.subList(1, args.size()),
                part.options.stream().filter(o -> o.contains(" ")).map(o -> o.split(" ")[0]).toList(), part.options.stream().filter(o -> !o.contains(" ")).toList());
        if (!part.takes(arguments.words().size())) {
            throw new CommandFailure("write it as: mezzotint plugin " + part.usage());
        }
        try {
            return part.action.run(arguments);
        } catch (IOException e) {
            throw new CommandFailure("a file cannot be read or written, or the workbench went away: " + e.getMessage());
        }
    }

    private static Action writing(Writing writing) {
        return arguments -> {
            writing.run(arguments);
            return 0;
        };
    }

    private static String help() {
        int width = PARTS.stream().mapToInt(p -> p.usage().length()).max().orElse(0);
        return PARTS.stream()
                .map(p -> String.format("mezzotint plugin %-" + width + "s   %s%n", p.usage(), p.help))
                .collect(Collectors.joining());
    }
}
