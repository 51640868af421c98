package mezzotint.backend.pytorch;

/** Replaces nodes by fewer or cheaper ones with the same values. */
@FunctionalInterface
interface Fusion {

    Plan apply(Plan plan);
}
