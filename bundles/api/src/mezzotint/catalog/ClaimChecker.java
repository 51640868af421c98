package mezzotint.catalog;

import java.util.List;
import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** Holds one kind of claim in the texts of capabilities against evidence. */
@ConsumerType
public interface ClaimChecker extends Hook<None> {

    /** A claim with what speaks for and against it. */
    record Finding(Claim claim, List<Evidence> evidence) {

        public Finding {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The claims of its kind in the texts of a capability, in the order in which they stand there. The text of each is found in one of
     * those texts word by word.
     *
     * @param passport the artifact that can do it, on the day that is asked for
     * @param catalog for other artifacts that a comparison names
     */
    List<Finding> check(Capability capability, Passport passport, Catalog catalog);
}
