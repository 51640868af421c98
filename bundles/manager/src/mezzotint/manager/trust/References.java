package mezzotint.manager.trust;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a reference of a class file means; the table is {@code references.txt}. */
final class References {

    /** Stands in the table for what needs no word. */
    private static final String HARMLESS = "harmless";

    /** A member of a class, and what it means to call it. */
    private record Member(String descriptor, String meaning) {}

    private final Map<String, String> classes = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final Map<String, List<Member>> members = new HashMap<>();

    private References() {}

    static References read() {
        var references = new References();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(References.class.getResourceAsStream("references.txt")), StandardCharsets.UTF_8))) {
            in.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).forEach(references::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return references;
    }

    private void add(String line) {
        String[] words = line.split("\\s+");
        String meaning = words[0];
        String name = words[1];
        int dot = name.indexOf('.');
        if (dot >= 0) {
            int open = name.indexOf('(');
            String member = open < 0 ? name : name.substring(0, open);
            members.computeIfAbsent(member, m -> new ArrayList<>()).add(new Member(open < 0 ? "" : name.substring(open), meaning));
        } else if (name.endsWith("*")) {
            prefixes.put(name.substring(0, name.length() - 1), meaning);
        } else {
            classes.put(name, meaning);
        }
    }

    /**
     * What a reference to a class means.
     *
     * @param name as class files spell it: {@code java/net/Socket}
     * @return the word of the table; empty if there is none
     */
    String meaning(String name) {
        String meaning = classes.get(name);
        for (int end = name.length(); meaning == null && end > 0; end--) {
            meaning = prefixes.get(name.substring(0, end));
        }
        return meaning == null || meaning.equals(HARMLESS) ? "" : meaning;
    }

    /** What a reference to a field or method of a class means; empty if no more than the class does. */
    String meaning(String owner, String name, String descriptor) {
        return members.getOrDefault(owner + "." + name, List.of()).stream()
                .filter(m -> descriptor.startsWith(m.descriptor))
                .map(Member::meaning)
                .findFirst().orElse("");
    }
}
