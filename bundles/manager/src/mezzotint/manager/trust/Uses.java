package mezzotint.manager.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.plugin.Problem;
import mezzotint.trust.Use;

/**
 * What a jar says that it uses, beside what its class files refer to.
 *
 * @param remarks what a person should know before agreeing to it, in sentences
 */
record Uses(Set<Use> declared, Set<Use> found, List<String> remarks) {

    /** The manifest header: a list of uses, separated by commas. */
    static final String HEADER = "Mezzotint-Uses";

    /** The word of {@code references.txt} for native code that is no library. */
    private static final String MEMORY = "memory";

    /** What follows from the words of {@code references.txt} that are no uses. */
    private static final Map<String, String> WARNINGS = Map.of(
            "unseen", "it may use more than was found, for it reaches code that no class file names",
            "workbench", "it can change other plugins or the framework",
            "ending", "it can end the whole workbench");

    /** @throws Problem of kind {@code INVALID} if the jar or its declaration cannot be read */
    static Uses of(byte[] jar) {
        JarScan scan = JarScan.of(jar);
        Set<Use> declared = declared(scan.header(HEADER));
        Map<Use, String> found = found(scan);
        var remarks = new ArrayList<String>();
        found.forEach((use, where) -> {
            if (!declared.contains(use)) {
                remarks.add("it does not declare " + use + ", but " + where);
            }
        });
        declared.stream().filter(use -> !found.containsKey(use))
                .forEach(use -> remarks.add("it declares " + use + ", but nothing in it refers to " + use.words()));
        WARNINGS.keySet().stream().sorted().filter(scan.classes().found()::containsKey)
                .forEach(word -> remarks.add(WARNINGS.get(word) + ": " + scan.classes().found().get(word)));
        if (!scan.header("Fragment-Host").isEmpty()) {
            remarks.add("it becomes a part of the bundle " + scan.header("Fragment-Host"));
        }
        remarks.addAll(scan.unreadable());
        return new Uses(declared, found.keySet(), remarks);
    }

    /** @throws Problem of kind {@code INVALID} if a word is none of the uses */
    static Set<Use> declared(String header) {
        Set<Use> declared = EnumSet.noneOf(Use.class);
        for (String word : header.isEmpty() ? new String[0] : header.split(",", -1)) {
            declared.add(Arrays.stream(Use.values()).filter(use -> use.toString().equals(word.strip())).findFirst()
                    .orElseThrow(() -> Problem.invalid(HEADER + " in the manifest of the jar names \"" + word.strip() + "\"",
                            "choose among " + Arrays.toString(Use.values()) + ", separated by commas")));
        }
        return declared;
    }

    private static Map<Use, String> found(JarScan scan) {
        Map<Use, String> found = new EnumMap<>(Use.class);
        for (Use use : Use.values()) {
            String where = scan.classes().found().get(use.toString());
            if (where != null) {
                found.put(use, where);
            }
        }
        String memory = scan.classes().found().get(MEMORY);
        if (memory != null) {
            found.putIfAbsent(Use.NATIVE, memory);
        }
        if (!scan.libraries().isEmpty()) {
            found.putIfAbsent(Use.NATIVE, "it carries " + scan.libraries().get(0));
        }
        if (!scan.header("Bundle-NativeCode").isEmpty()) {
            found.putIfAbsent(Use.NATIVE, "its manifest names native code");
        }
        return found;
    }

    Set<Use> undeclared() {
        Set<Use> undeclared = EnumSet.noneOf(Use.class);
        undeclared.addAll(found);
        undeclared.removeAll(declared);
        return undeclared;
    }
}
