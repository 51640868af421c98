package mezzotint.comparator.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mezzotint.comparator.compare.Statements.Said;
import mezzotint.comparator.compare.Statements.Subject;

/**
 * What is said of an artifact on one day and was not on another. It has changed if other values are given for a subject; that one more source gives the
 * same is no change. What nobody said before became known, and what nobody says any more is gone: neither is a change from 0 or to 0.
 */
final class Changes {

    private Changes() {}

    /** Each is JSON: {@code artifact}, {@code kind}, {@code name}, {@code change} ({@code changed}, {@code known}, {@code gone}), {@code before} and {@code after}. */
    static List<Map<String, Object>> between(String artifact, Map<Subject, List<Said>> then, Map<Subject, List<Said>> now) {
        Set<Subject> subjects = new TreeSet<>(then.keySet());
        subjects.addAll(now.keySet());
        var out = new ArrayList<Map<String, Object>>();
        for (Subject subject : subjects) {
            List<Said> before = then.getOrDefault(subject, List.of());
            List<Said> after = now.getOrDefault(subject, List.of());
            if (!values(before).equals(values(after))) {
                out.add(change(artifact, subject, before, after));
            }
        }
        return out;
    }

    private static Set<Object> values(List<Said> said) {
        return said.stream().map(Said::same).collect(Collectors.toSet());
    }

    private static Map<String, Object> change(String artifact, Subject subject, List<Said> before, List<Said> after) {
        var out = new LinkedHashMap<String, Object>();
        out.put("artifact", artifact);
        out.put("kind", subject.kind());
        out.put("name", subject.name());
        out.put("change", before.isEmpty() ? "known" : after.isEmpty() ? "gone" : "changed");
        out.put("before", before.stream().map(Changes::json).toList());
        out.put("after", after.stream().map(Changes::json).toList());
        return out;
    }

    private static Map<String, Object> json(Said said) {
        var out = new LinkedHashMap<String, Object>();
        out.put("value", said.value());
        out.put("source", said.source());
        out.put("date", said.date());
        return out;
    }
}
