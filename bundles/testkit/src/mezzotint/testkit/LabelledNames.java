package mezzotint.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Pairs of names of hosted models, labelled by hand: see {@code README.md} in {@code runtime/goldens/names}. */
public record LabelledNames(List<Pair> pairs) {

    /** @param same whether both names mean one model */
    public record Pair(boolean same, String first, String second) {}

    public LabelledNames {
        pairs = List.copyOf(pairs);
    }

    /** @throws IllegalStateException if a line is no pair with a label */
    public static LabelledNames read() throws IOException {
        return new LabelledNames(Files.readAllLines(Goldens.path("names/pairs.tsv")).stream().map(LabelledNames::pair).toList());
    }

    private static Pair pair(String line) {
        String[] parts = line.split("\t");
        if (parts.length != 3 || !parts[0].equals("same") && !parts[0].equals("different")) {
            throw new IllegalStateException("this is no label and two names with tabs between: " + line);
        }
        return new Pair(parts[0].equals("same"), parts[1], parts[2]);
    }
}
