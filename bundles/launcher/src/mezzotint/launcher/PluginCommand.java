package mezzotint.launcher;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The command {@code plugin}: a table of sub-commands. */
final class PluginCommand {

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
            new Part("list", List.of(), WORKBENCH, "lists what is installed", Plugins.with(Plugins::list)),
            new Part("search", List.of("[TEXT]"), WORKBENCH, "lists what the repositories offer", Plugins.with(Plugins::search)),
            new Part("plan", List.of("FILE|URL|NAME[@VERSION]"), WORKBENCH, "says what installing would do", Plugins.with(Plugins::plan)),
            new Part("install", List.of("FILE|URL|NAME[@VERSION]"), CHANGE, "installs, or brings to that version; FILE.sig is sent with FILE",
                    Plugins.with(Plugins::install)),
            new Part("update", List.of("[NAME]"), CHANGE, "gets newer versions, of one or of all", Plugins.with(Plugins::update)),
            new Part("on", List.of("NAME"), CHANGE, "switches a plugin on", Plugins.with(Plugins::on)),
            new Part("off", List.of("NAME"), CHANGE, "switches a plugin off", Plugins.with(Plugins::off)),
            new Part("remove", List.of("NAME"), CHANGE, "removes a plugin, and what only it needed", Plugins.with(Plugins::remove)),
            new Part("changes", List.of(), WORKBENCH, "lists what was changed since the start, and what waits for whom", Plugins.with(Plugins::changes)),
            new Part("repository", List.of("list|add|remove", "[NAME]", "[URL]"), List.of("key KEY", "port N"), "lists, adds and removes repositories",
                    Plugins.with(Plugins::repository)),
            new Part("profile", List.of("list|show|save|compare|apply|export|import|delete|rollback", "[NAME|FILE]", "[OTHER]"), CHANGE,
                    "keeps sets of plugins, compares and applies them", Profiles::run),
            new Part("trust", List.of("list|add|remove|mode|revoke", "[NAME|KEY|MODE]", "[KEY|REASON]"), WORKBENCH, "says whom the workbench trusts, and changes it",
                    TrustCommand::run),
            new Part("repair", List.of(), WORKBENCH, "compares what is written down of plugins with what is there, and mends it", Plugins.with(Plugins::repair)),
            new Part("key", List.of("NAME"), List.of(), "makes a pair of keys to sign with, and prints the public one", writing(Signing::makeKey)),
            new Part("sign", List.of("FILE"), List.of("key NAME"), "signs a jar, or any other file, and writes FILE.sig", writing(Signing::sign)),
            new Part("verify", List.of("FILE"), List.of(), "says who signed it, by FILE.sig", writing(Signing::verify)),
            new Part("index", List.of("FOLDER"), List.of("key NAME"), "makes a folder of jars a repository: writes index.xml and index.xml.sig",
                    writing(Signing::index)));

    private PluginCommand() {}

    /** Carries a sub-command out and returns the exit status. */
    static int run(List<String> args) throws Exception {
        if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
            System.out.print(help());
            return args.isEmpty() ? Refusal.STATUS : 0;
        }
        Part part = PARTS.stream().filter(p -> p.name.equals(args.get(0))).findFirst()
                .orElseThrow(() -> new Refusal("there is no command plugin " + args.get(0) + "; mezzotint plugin --help lists them"));
        Arguments arguments = Arguments.parse(args.subList(1, args.size()),
                part.options.stream().filter(o -> o.contains(" ")).map(o -> o.split(" ")[0]).toList(), part.options.stream().filter(o -> !o.contains(" ")).toList());
        if (!part.takes(arguments.words().size())) {
            throw new Refusal("write it as: mezzotint plugin " + part.usage());
        }
        try {
            return part.action.run(arguments);
        } catch (IOException e) {
            throw new Refusal("a file cannot be read or written, or the workbench went away: " + e.getMessage());
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
