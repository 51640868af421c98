package mezzotint.catalog;

import mezzotint.plugin.Problem;

/** What no row can do without. */
final class Required {

    private Required() {}

    /** @throws Problem of kind {@code INVALID} if the text is missing or blank */
    static void text(String text, String row, String field) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(row + " has no " + field, "say its " + field + ", or leave the row out");
        }
    }
}
