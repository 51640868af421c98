package mezzotint.backend.pytorch.fusion;

import mezzotint.backend.pytorch.script.Plan;

/** Replaces nodes by fewer or cheaper ones with the same values. */
@FunctionalInterface
interface Fusion {

    Plan apply(Plan plan);
}
