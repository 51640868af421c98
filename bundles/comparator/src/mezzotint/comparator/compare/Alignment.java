package mezzotint.comparator.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Passport;
import mezzotint.comparator.likeness.Likeness;

/** The capabilities of several artifacts side by side: those that are alike in one row, each in one row only. */
record Alignment(String by, double threshold, List<Row> rows) {

    /**
     * A row.
     *
     * @param capabilities one for each artifact; null for one that has none like it
     * @param likeness of the last to the first that there is; NaN for a capability alone
     */
    record Row(List<Capability> capabilities, double likeness) {

        private Capability first() {
            return capabilities.stream().filter(c -> c != null).findFirst().orElseThrow();
        }
    }

    /** The best assignment of the second's to the first's, then of each further one's to the rows that are there. Shared rows come first. */
    static Alignment of(List<Passport> passports, Likeness likeness) {
        List<Row> rows = new ArrayList<>();
        for (int column = 0; column < passports.size(); column++) {
            rows = joined(rows, passports.get(column).capabilities(), column, passports.size(), likeness);
        }
        rows.sort((a, b) -> Long.compare(count(b), count(a)));
        return new Alignment(likeness.by(), likeness.threshold(), rows);
    }

    private static long count(Row row) {
        return row.capabilities().stream().filter(c -> c != null).count();
    }

    private static List<Row> joined(List<Row> rows, List<Capability> more, int column, int columns, Likeness likeness) {
        var worth = new double[rows.size()][more.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < more.size(); j++) {
                worth[i][j] = likeness.of(rows.get(i).first(), more.get(j));
            }
        }
        int[] assigned = Assignment.of(worth, likeness.threshold());
        var out = new ArrayList<Row>();
        var taken = new boolean[more.size()];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int j = assigned[i];
            if (j >= 0) {
                taken[j] = true;
                var capabilities = new ArrayList<>(row.capabilities());
                capabilities.set(column, more.get(j));
                row = new Row(capabilities, worth[i][j]);
            }
            out.add(row);
        }
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                var alone = new Capability[columns];
                alone[column] = more.get(j);
                out.add(new Row(Arrays.asList(alone), Double.NaN));
            }
        }
        return out;
    }
}
