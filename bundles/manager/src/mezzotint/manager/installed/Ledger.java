package mezzotint.manager.installed;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.manage.Origin;
import mezzotint.manager.disk.JsonFile;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.trust.NativeCode;
import mezzotint.trust.Trust;
import mezzotint.trust.Use;
import org.osgi.framework.Bundle;

/** The bundles that were installed here, each with its origin and who vouched for it; kept on disk. Those of the distribution are not in it. */
public final class Ledger {

    /**
     * A bundle that was installed here.
     *
     * @param sha256 of its jar, which is in the store
     * @param wanted whether a user wants it; else it goes with what needs it
     * @param publisher who signed it, or null
     * @param libraries whether it may load native libraries by itself; null if that was not looked at
     */
    public record Entry(String sha256, String version, Origin origin, boolean wanted, Trust.Standing standing, Trust.Publisher publisher,
            Set<Use> declared, Set<Use> found, List<String> remarks, Boolean libraries) {

        public static Entry of(AdmittedJar admitted) {
            Trust.Verdict verdict = admitted.verdict();
            boolean libraries = verdict.found().contains(Use.NATIVE) && NativeCode.isLoadedBy(admitted.jar().bytes());
            return new Entry(verdict.sha256(), admitted.jar().version().toString(), admitted.origin(), admitted.wanted(), verdict.standing(),
                    verdict.publisher().orElse(null), verdict.declared(), verdict.found(), verdict.remarks(), libraries);
        }

        public Entry whenWanted() {
            return new Entry(sha256, version, origin, true, standing, publisher, declared, found, remarks, libraries);
        }

        /** Whether it was found to load native libraries. */
        boolean loads() {
            return libraries == null ? found.contains(Use.NATIVE) : libraries;
        }

        public Trust.Verdict verdict() {
            return new Trust.Verdict(sha256, standing, Optional.ofNullable(publisher), declared, found, remarks, false);
        }
    }

    private final JsonFile<Map<String, Entry>> file;
    private final Map<String, Entry> entries;

    public Ledger(Path path) {
        file = new JsonFile<>(path, new TypeToken<TreeMap<String, Entry>>() {}.getType());
        entries = new TreeMap<>(file.read().orElse(Map.of()));
    }

    public synchronized Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The version that users chose, which in safe mode need not be the one that is there. */
    public String version(Bundle bundle) {
        return find(bundle.getSymbolicName()).map(Entry::version).orElse(bundle.getVersion().toString());
    }

    public synchronized Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /** Writes what has changed; an empty entry strikes the old one out. */
    public synchronized void record(Map<String, Optional<Entry>> changes) {
        changes.forEach((name, entry) -> entry.ifPresentOrElse(e -> entries.put(name, e), () -> entries.remove(name)));
        file.write(entries);
    }
}
