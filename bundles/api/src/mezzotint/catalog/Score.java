package mezzotint.catalog;

import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** One published formula: a function of evidence alone, which anybody can compute again. */
@ConsumerType
public interface Score extends Hook<None> {

    /** A share of the overall score if the reader sets none, 0 to 1. */
    double weight();

    /** The score from 0 to 100, or why there is none. The same evidence gives the same result. */
    ScoreResult of(Passport passport, Populations populations);
}
