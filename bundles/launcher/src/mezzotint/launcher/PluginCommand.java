package mezzotint.launcher;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The command {@code plugin}: a table of sub-commands. */
final class PluginCommand {

    /**
     * A sub-command.
     *
     * @param words what is written after its name, as help shows it; each is needed
     * @param options names of the options with what they take, as in {@code key NAME}
     * @param help a sentence without a full stop
     */
    private record Part(String name, List<String> words, List<String> options, String help, Action action) {

        String usage() {
            return name + words.stream().map(w -> " " + w).collect(Collectors.joining())
                    + options.stream().map(o -> " [--" + o + "]").collect(Collectors.joining());
        }
    }

    /** What a sub-command does. */
    @FunctionalInterface
    private interface Action {
        void run(Arguments arguments) throws Exception;
    }

    private static final List<Part> PARTS = List.of(
            new Part("key", List.of("NAME"), List.of(), "makes a pair of keys to sign with, and prints the public one", Signing::makeKey),
            new Part("sign", List.of("FILE"), List.of("key NAME"), "signs a jar, or any other file, and writes FILE.sig", Signing::sign),
            new Part("verify", List.of("FILE"), List.of(), "says who signed it, by FILE.sig", Signing::verify),
            new Part("index", List.of("FOLDER"), List.of("key NAME"), "makes a folder of jars a repository: writes index.xml and index.xml.sig",
                    Signing::index));

    private PluginCommand() {}

    /** Carries a sub-command out and returns the exit status. */
    static int run(List<String> args) throws Exception {
        if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
            System.out.print(help());
            return args.isEmpty() ? Refusal.STATUS : 0;
        }
        Part part = PARTS.stream().filter(p -> p.name.equals(args.get(0))).findFirst()
                .orElseThrow(() -> new Refusal("there is no command plugin " + args.get(0) + "; mezzotint plugin --help lists them"));
        Arguments arguments = Arguments.parse(args.subList(1, args.size()), part.options.stream().map(o -> o.split(" ")[0]).toList());
        if (arguments.words().size() != part.words.size()) {
            throw new Refusal("write it as: mezzotint plugin " + part.usage());
        }
        try {
            part.action.run(arguments);
            return 0;
        } catch (IOException e) {
            throw new Refusal("a file cannot be read or written: " + e.getMessage());
        }
    }

    private static String help() {
        int width = PARTS.stream().mapToInt(p -> p.usage().length()).max().orElse(0);
        return PARTS.stream()
                .map(p -> String.format("mezzotint plugin %-" + width + "s   %s%n", p.usage(), p.help))
                .collect(Collectors.joining());
    }
}
