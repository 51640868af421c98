package mezzotint.catalog.workbench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import mezzotint.fault.Faults;
import mezzotint.libs.catalog.BundleIds;
import mezzotint.manage.Installed;
import mezzotint.manage.Repositories;
import mezzotint.plugin.Plugins;

/**
 * What the workbench knows of one bundle with plugins at this moment.
 *
 * @param installed none if it is only offered
 * @param offers what repositories have of it, newest first
 * @param headers of its manifest; none if it is only offered
 * @param entries its plugins, on or off; none if it is only offered, since an index does not tell their hooks
 * @param faults since the start
 * @param size of its jar in bytes, if that is known
 */
record KnownBundle(String name, Optional<Installed> installed, List<Repositories.Offer> offers, Map<String, String> headers, List<Plugins.Entry> entries,
        Faults.Record faults, OptionalLong size) {

    String id() {
        return BundleIds.of(name);
    }

    String version() {
        return installed.map(Installed::version).orElseGet(() -> offers.get(0).version());
    }

    String label() {
        return installed.map(Installed::label).orElseGet(() -> offers.get(0).label());
    }

    /** None where its author wrote none. */
    Optional<String> description() {
        return installed.map(Installed::description).or(() -> Optional.of(offers.get(0).description())).filter(text -> !text.isBlank());
    }

    Optional<String> header(String key) {
        return Optional.ofNullable(headers.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
