package mezzotint.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The bundles of plugins in this framework. */
@Component
public final class Bundles implements Installer {

    /** Begins the location of a bundle that was installed here; those of the distribution are references to its files. */
    private static final String LOCATION = "mezzotint:";

    private static final String REFERENCE = "reference:";

    private final BundleContext context;
    private final Plugins plugins;
    /** Copies of what was installed here, to go back to when an update fails. */
    private final Path copies;

    @Activate
    public Bundles(BundleContext context, @Reference Plugins plugins) {
        this.context = context;
        this.plugins = plugins;
        this.copies = Path.of(context.getProperty("mezzotint.home"), "cache", "installed");
    }

    @Override
    public List<Installed> list() {
        return bundles().map(Bundles::describe).sorted(Comparator.comparing(Installed::name)).toList();
    }

    @Override
    public synchronized Installed install(byte[] jar) {
        Candidate candidate = Candidate.read(jar);
        Bundle old = Arrays.stream(context.getBundles()).filter(b -> candidate.name().equals(b.getSymbolicName())).findFirst().orElse(null);
        if (old == null) {
            Resolution.check(context, candidate, null, List.of());
            return describe(add(candidate));
        }
        if (!managed(old)) {
            throw new Problem(Problem.Kind.CONFLICT, candidate.name() + " is a part of the workbench itself",
                    "give the plugin another symbolic name");
        }
        List<Bundle> rewired = Change.closure(context, old).stream().filter(b -> !b.equals(old)).toList();
        Resolution.check(context, candidate, old, rewired);
        update(old, candidate);
        return describe(old);
    }

    private Bundle add(Candidate candidate) {
        Bundle bundle = null;
        try {
            bundle = context.installBundle(LOCATION + candidate.name(), candidate.content());
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
            keep(candidate);
            return bundle;
        } catch (BundleException | UncheckedIOException e) {
            if (bundle != null) {
                remove(bundle);
            }
            throw refused(candidate.name() + " does not start", e);
        }
    }

    private void update(Bundle bundle, Candidate candidate) {
        Optional<Candidate> before = current(bundle);
        boolean on = Change.runs(bundle);
        try (Change change = Change.begin(context, plugins, bundle, true)) {
            try {
                change.run(() -> bundle.update(candidate.content()));
                keep(candidate);
            } catch (BundleException | UncheckedIOException e) {
                before.ifPresent(b -> restore(change, bundle, b, on));
                throw refused(candidate.name() + " does not start; the version before it is in place again", e);
            }
        }
    }

    private static void restore(Change change, Bundle bundle, Candidate before, boolean on) {
        try {
            change.run(() -> bundle.update(before.content()));
            if (on) {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            }
        } catch (BundleException e) {
            throw new Problem(Problem.Kind.INTERNAL, bundle.getSymbolicName() + " could neither be updated nor put back: " + e.getMessage(),
                    "restart the workbench", e);
        }
    }

    @Override
    public synchronized Installed start(String name) {
        Bundle bundle = bundle(name);
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw refused(name + " does not start", e);
        }
        return describe(bundle);
    }

    @Override
    public synchronized Installed stop(String name) {
        Bundle bundle = bundle(name);
        try (Change change = Change.begin(context, plugins, bundle, false)) {
            bundle.stop();
        } catch (BundleException e) {
            throw refused(name + " failed while it stopped", e);
        }
        return describe(bundle);
    }

    @Override
    public synchronized void uninstall(String name) {
        Bundle bundle = bundle(name);
        try (Change change = Change.begin(context, plugins, bundle, false)) {
            change.run(bundle::uninstall);
            Files.deleteIfExists(copy(name));
        } catch (BundleException | IOException e) {
            throw refused(name + " failed while it was removed", e);
        }
    }

    private void remove(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw refused(bundle.getSymbolicName() + " cannot be removed", e);
        }
    }

    private Stream<Bundle> bundles() {
        return Arrays.stream(context.getBundles()).filter(Bundles::managed);
    }

    private Bundle bundle(String name) {
        return bundles().filter(b -> b.getSymbolicName().equals(name)).findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "no plugin bundle is called " + name, "choose one of the list of plugins"));
    }

    private static boolean managed(Bundle bundle) {
        return bundle.getState() != Bundle.UNINSTALLED
                && (bundle.getLocation().startsWith(LOCATION) || !plugins(bundle).isEmpty());
    }

    private static List<String> plugins(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredCapabilities(Plugin.NAMESPACE).stream()
                .map(c -> String.valueOf(c.getAttributes().get(Plugin.NAMESPACE)))
                .toList();
    }

    private static Installed describe(Bundle bundle) {
        var headers = bundle.getHeaders();
        String label = headers.get(Constants.BUNDLE_NAME);
        String description = headers.get(Constants.BUNDLE_DESCRIPTION);
        return new Installed(bundle.getSymbolicName(), bundle.getVersion().toString(), label == null ? bundle.getSymbolicName() : label,
                description == null ? "" : description, Change.runs(bundle), plugins(bundle), bundle.getLocation().startsWith(REFERENCE), true,
                new Origin(Origin.Kind.BUNDLED, ""), Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), false);
    }

    /** The bundle's jar as it is now, where that is known. */
    private Optional<Candidate> current(Bundle bundle) {
        try {
            Path copy = copy(bundle.getSymbolicName());
            if (Files.exists(copy)) {
                return Optional.of(Candidate.read(Files.readAllBytes(copy)));
            }
            String location = bundle.getLocation();
            return location.startsWith(REFERENCE)
                    ? Optional.of(Candidate.read(Files.readAllBytes(Path.of(URI.create(location.substring(REFERENCE.length()))))))
                    : Optional.empty();
        } catch (IOException | Problem e) {
            return Optional.empty();
        }
    }

    private void keep(Candidate candidate) {
        try {
            Files.createDirectories(copies);
            Path part = copies.resolve(candidate.name() + ".part");
            Files.write(part, candidate.jar());
            Files.move(part, copy(candidate.name()), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copy(String name) {
        return copies.resolve(name + ".jar");
    }

    private static Problem refused(String what, Exception cause) {
        return new Problem(Problem.Kind.CONFLICT, what + ": " + cause.getMessage(), "see the log, and ask the author of the plugin", cause);
    }
}
