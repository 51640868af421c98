package mezzotint.catalog;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What an artifact is measured against: everything else in the catalog on the same day. */
@ProviderType
public interface Populations {

    /** The newest number of a fact for each artifact of a type that has one. */
    Population facts(String type, String key);

    /** Every result in a benchmark; an artifact may have several. */
    Population results(String benchmark, String version, String metric);

    /** The whole graph. */
    List<Relation> relations();
}
