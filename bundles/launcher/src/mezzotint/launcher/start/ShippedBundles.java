package mezzotint.launcher.start;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.LoggerFactory;

/**
 * Brings the framework's cache in line with the jars of the distribution, by reference. The cache
 * stays the truth about what a user chose: a plugin is started once, when it is new. What was
 * switched off stays off, what was uninstalled stays away; when the cache is new, the manager's notes
 * say what that is.
 */
final class ShippedBundles {

    /** Begins the location of what belongs to the distribution. */
    static final String REFERENCE = "reference:file:";
    /** Opens the port; the login starts it once nothing gets past. */
    private static final String SERVER = "org.apache.felix.http.jetty12";
    /** Felix WebConsole and what it alone needs: nobody waits for them. */
    private static final List<String> ADMINISTRATION = List.of("org.apache.felix.webconsole", "org.apache.felix.inventory");

    private final BundleContext context;
    /** What the last start saw: symbolic name to the state of its jar. Kept in the cache and lost with it. */
    private final Path record;
    private final Properties seen = new Properties();
    private final Properties now = new Properties();
    private final List<Bundle> fresh = new ArrayList<>();
    private final List<Bundle> changed = new ArrayList<>();
    private final UserChoices choices;

    ShippedBundles(BundleContext context, Path storage, UserChoices choices) throws IOException {
        this.context = context;
        this.record = storage.resolve("shipped.properties");
        this.choices = choices;
        if (Files.exists(record)) {
            try (Reader in = Files.newBufferedReader(record)) {
                seen.load(in);
            }
        }
    }

    /** Installs, updates and uninstalls, so that the jars of these folders are in the framework. */
    void install(List<Path> folders) throws IOException, BundleException {
        Map<String, Bundle> here = Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName() != null)
                .collect(Collectors.toMap(Bundle::getSymbolicName, b -> b, (a, b) -> a));
        for (Path folder : folders) {
            for (Path jar : jars(folder)) {
                placeOrSkip(jar, folder.getFileName().toString(), here);
            }
        }
        for (Bundle gone : here.values()) {
            if (gone.getLocation().startsWith(REFERENCE) && !choices.replaced().contains(gone.getSymbolicName())) {
                gone.uninstall();
                changed.add(gone);
            }
        }
        Path part = record.resolveSibling(record.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part)) {
            now.store(out, null);
        }
        Files.move(part, record, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A plugin that is broken is left out; without a part of the workbench itself nothing goes. */
    private void placeOrSkip(Path jar, String folder, Map<String, Bundle> here) throws IOException, BundleException {
        try {
            place(jar, folder, here);
        } catch (IOException | BundleException | CommandFailure e) {
            if (!folder.equals("plugins")) {
                throw e;
            }
            LoggerFactory.getLogger(ShippedBundles.class).warn("{} is left out: {}", jar, e.getMessage());
        }
    }

    private void place(Path jar, String folder, Map<String, Bundle> here) throws IOException, BundleException {
        String state = Files.getLastModifiedTime(jar).toMillis() + " " + Files.size(jar) + " " + jar;
        String name = names().get(state);
        if (name == null) {
            name = symbolicName(jar);
        }
        now.setProperty(name, state);
        Bundle bundle = here.remove(name);
        String location = REFERENCE + jar.toUri().getPath();
        if (bundle == null) {
            boolean plugin = folder.equals("plugins");
            if (!seen.containsKey(name) && !(plugin && choices.removed().contains(name))) {
                add(location, folder, !(plugin && choices.off().contains(name)));
            }
        } else if (!bundle.getLocation().startsWith(REFERENCE) || choices.replaced().contains(name)) {
            return;
        } else if (!bundle.getLocation().equals(location)) {
            move(bundle, location, folder);
        } else if (!state.equals(seen.getProperty(name))) {
            bundle.update();
            changed.add(bundle);
        }
        if (bundle != null && !isChoice(bundle, folder) && !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
            start(bundle, folder);
        }
    }

    /** Whether a user may do without a bundle: without a part of the workbench itself nothing would answer any more. */
    private static boolean isChoice(Bundle bundle, String folder) {
        return bundle.getState() == Bundle.UNINSTALLED || level(bundle, folder) > Workbench.BUNDLES;
    }

    /** The distribution is in another place now: what the user chose moves with it. */
    private void move(Bundle bundle, String location, String folder) throws BundleException {
        boolean on = bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
        bundle.uninstall();
        changed.add(bundle);
        add(location, folder, on);
    }

    private void add(String location, String folder, boolean on) throws BundleException {
        Bundle bundle = context.installBundle(location);
        if (on) {
            start(bundle, folder);
        } else {
            bundle.adapt(BundleStartLevel.class).setStartLevel(level(bundle, folder));
        }
    }

    private void start(Bundle bundle, String folder) {
        bundle.adapt(BundleStartLevel.class).setStartLevel(level(bundle, folder));
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null && !bundle.getSymbolicName().equals(SERVER)) {
            fresh.add(bundle);
        }
    }

    private static int level(Bundle bundle, String folder) {
        if (folder.equals("plugins")) {
            return Workbench.PLUGINS;
        }
        if (ADMINISTRATION.stream().anyMatch(bundle.getSymbolicName()::startsWith)) {
            return Workbench.ADMINISTRATION;
        }
        return bundle.getSymbolicName().startsWith("mezzotint.") ? Workbench.BUNDLES : Workbench.INFRASTRUCTURE;
    }

    /** Symbolic names by the state of their jars, so that most jars need not be opened. */
    private Map<String, String> names() {
        var names = new HashMap<String, String>();
        seen.forEach((name, state) -> names.put((String) state, (String) name));
        return names;
    }

    /** Bundles to be started for the first time. */
    List<Bundle> fresh() {
        return fresh;
    }

    /** Bundles whose old classes may still be in use. */
    List<Bundle> changed() {
        return changed;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static String symbolicName(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            String name = file.getManifest() == null ? null : file.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new CommandFailure(jar + " is not a bundle; remove it from the distribution");
            }
            return name.split(";")[0].strip();
        }
    }
}
