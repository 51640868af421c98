package mezzotint.catalog.store;

import java.time.LocalDate;

/**
 * What an import does to a row.
 *
 * @param row of what is not said any more; null if nothing was said before
 * @param before null if nothing was said before
 * @param after null if nothing is said any more
 * @param from since when {@code after} is said, or {@code before} is not
 */
record Difference<T extends Record>(Table<T> table, Long row, T before, T after, LocalDate from) {}
