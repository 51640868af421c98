package mezzotint.launcher.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import javax.lang.model.SourceVersion;
import mezzotint.launcher.start.CommandFailure;

/**
 * How a new plugin is called.
 *
 * @param bundle its Java package, and the name of its bundle
 * @param type simple name of its class
 * @param id by which requests name it
 * @param label what users read
 */
record PluginNaming(String bundle, String type, String id, String label) {

    private static final List<String> OTHERS = List.of("mezzotint", "java", "javax", "jdk", "template");

    /**
     * Names class, id and label after the last word of the bundle's name, and after more words where that is taken.
     *
     * @param taken whether a class name cannot be used
     * @throws CommandFailure if the name is no package that plugins may have
     */
    static PluginNaming of(String bundle, Predicate<String> taken) {
        List<String> words = List.of(bundle.split("\\.", -1));
        if (!words.stream().allMatch(word -> word.matches("[a-z][a-z0-9]*")) || !SourceVersion.isName(bundle) || words.size() < 2) {
            throw new CommandFailure(bundle + " is no name for a plugin; give a Java package of at least two words in lower case, as in my.sampler");
        }
        if (OTHERS.contains(words.get(0))) {
            throw new CommandFailure("names that begin with " + words.get(0) + " belong to others; begin with a name of your own, as in my.sampler");
        }
        for (int first = words.size() - 1; first >= 0; first--) {
            List<String> used = words.subList(first, words.size());
            String type = String.join("", used.stream().map(PluginNaming::capital).toList());
            if (!taken.test(type)) {
                return new PluginNaming(bundle, type, type.toLowerCase(Locale.ROOT), capital(String.join(" ", used)));
            }
        }
        throw new CommandFailure("a class named after " + bundle + " would hide another; choose another name");
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** The example's text with these names in place of its own. */
    String in(String text, String hook) {
        return text.replace("label = \"Example\"", "label = \"" + label + "\"")
                .replaceAll("\\bExample(Test)?\\b", type + "$1")
                .replace("\"example\"", "\"" + id + "\"")
                .replace("/panels/example/", "/panels/" + id + "/")
                .replaceAll("\\btemplate\\." + hook + "\\b", Matcher.quoteReplacement(bundle))
                .replace("/template/" + hook, "/" + path());
    }

    /** The package as a path. */
    String path() {
        return bundle.replace('.', '/');
    }
}
