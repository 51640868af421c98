package mezzotint.launcher.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The arguments of a command.
 *
 * @param words what belongs to no option, in order
 * @param options values by the option's name without dashes
 */
public record Arguments(List<String> words, Map<String, String> options) {

    /**
     * Reads {@code --name value} and {@code --name=value}; whatever follows {@code --} is a word.
     *
     * @param known names of the options there are
     * @throws CommandFailure if an option is unknown, has no value or is given twice
     */
    public static Arguments parse(List<String> args, List<String> known) {
        return parse(args, known, List.of());
    }

    /** The same, where some options, the flags, take no value. */
    public static Arguments parse(List<String> args, List<String> known, List<String> flags) {
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                words.addAll(args.subList(i + 1, args.size()));
                break;
            }
            if (!arg.startsWith("-") || arg.length() == 1) {
                words.add(arg);
                continue;
            }
            if (arg.startsWith("--") && flags.contains(arg.substring(2))) {
                options.put(arg.substring(2), "");
                continue;
            }
            int equals = arg.indexOf('=');
            String name = name(equals < 0 ? arg : arg.substring(0, equals), known);
            if (equals < 0 && (i + 1 == args.size() || args.get(i + 1).startsWith("--"))) {
                throw new CommandFailure("--" + name + " needs a value; --help lists the options");
            }
            if (options.put(name, equals < 0 ? args.get(++i) : arg.substring(equals + 1)) != null) {
                throw new CommandFailure("--" + name + " is given twice; give it once");
            }
        }
        return new Arguments(List.copyOf(words), options);
    }

    /**
     * The same text, if it is one.
     *
     * @throws CommandFailure if it was given in bytes that are none; Java has U+FFFD in their place
     */
    public static String readable(String what, String text) {
        if (text.indexOf('\uFFFD') >= 0) {
            throw new CommandFailure(what + " is " + text + ", which is not UTF-8; write it in UTF-8, or set LC_ALL to the locale that it is written in");
        }
        return text;
    }

    private static String name(String option, List<String> known) {
        String name = option.startsWith("--") ? option.substring(2) : "";
        if (!known.contains(name)) {
            throw new CommandFailure("there is no option " + option + "; --help lists the options");
        }
        return name;
    }

    /** The value of {@code --port}, from 0 (any that is free) to 65535. */
    public OptionalInt port() {
        if (!options.containsKey("port")) {
            return OptionalInt.empty();
        }
        long port = whole("port");
        if (port < 0 || port > 65535) {
            throw new CommandFailure("--port is " + port + "; give a number from 0 to 65535");
        }
        return OptionalInt.of((int) port);
    }

    /** The value of an option as a 64-bit whole number; those from 2^63 to 2^64 - 1 are read as unsigned. */
    public long whole(String option) {
        String text = options.get(option).strip();
        try {
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new CommandFailure("--" + option + " is " + text + "; give a whole number");
        }
    }

    /** The value of an option as a number. */
    public double number(String option) {
        String text = options.get(option).strip();
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for NaN
        }
        throw new CommandFailure("--" + option + " is " + text + "; give a number");
    }
}
