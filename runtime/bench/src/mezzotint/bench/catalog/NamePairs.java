package mezzotint.bench.catalog;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.testkit.LabelledNames;

/** Which names the catalog takes for one model, against labels. */
record NamePairs(Catalog catalog) {

    private static final String MODEL = "openai/gpt-4.1-mini";

    Bar bar() throws IOException {
        int right = 0;
        int parted = 0;
        var wrong = new ArrayList<String>();
        var pairs = LabelledNames.read().pairs();
        for (LabelledNames.Pair pair : pairs) {
            boolean one = id(pair.first()).equals(id(pair.second()));
            if (one && pair.same()) {
                right++;
            } else if (one) {
                wrong.add(pair.first() + " = " + pair.second());
            } else if (pair.same()) {
                parted++;
            }
        }
        double precision = right / (double) (right + wrong.size());
        long litellm = names("litellm ");
        long sellers = names("models-dev ");
        return Bar.measured("B8", "Precision of taking two names for one model, on " + pairs.size() + " labelled pairs", ">= .99; 11 names and 17 providers of GPT-4.1 Mini fold into one",
                precision >= .99 && litellm == 11 && sellers == 17, "%.3f (%d right, wrong: %s; %d that mean one are kept apart); %d names, %d providers",
                precision, right, wrong, parted, litellm, sellers);
    }

    private String id(String name) {
        Optional<Passport> found = catalog.find(name, LocalDate.now());
        return found.orElseThrow(() -> new AssertionError(name + " is labelled, and the catalog does not know it")).artifact().id();
    }

    private long names(String source) {
        return catalog.find(MODEL, LocalDate.now()).orElseThrow().aliases().stream().filter(a -> a.source().startsWith(source)).count();
    }
}
