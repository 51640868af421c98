package mezzotint.core.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.model.Architecture;
import mezzotint.model.CheckpointFormat;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The hooks that no picture can do without, and whether a bundle with a plugin of one can be done without. */
final class EssentialHooks {

    private static final List<Class<?>> ALL = List.of(Sampler.class, Schedule.class, Guidance.class, NoiseSource.class, PromptParser.class, TextEncoder.class,
            CheckpointFormat.class, Architecture.class, Backend.class);

    private final BundleContext context;

    EssentialHooks(BundleContext context) {
        this.context = context;
    }

    /**
     * Why a bundle must stay in use, as the end of a sentence; empty if others can do its work.
     *
     * @param gone whether a bundle is out of use already
     */
    Optional<String> needs(String bundle, Predicate<String> gone) {
        return ALL.stream().flatMap(hook -> need(hook, bundle, gone).stream()).findFirst();
    }

    private Optional<String> need(Class<?> hook, String bundle, Predicate<String> gone) {
        List<Bundle> providers = providers(hook);
        Optional<Bundle> itself = providers.stream().filter(b -> bundle.equals(b.getSymbolicName())).findFirst();
        if (itself.isEmpty()) {
            return Optional.empty();
        }
        if (providers.stream().map(Bundle::getSymbolicName).allMatch(name -> name.equals(bundle) || gone.test(name))) {
            return Optional.of("no other " + Suspect.hookWords(hook) + " is here");
        }
        // Any engine can do the work of another. The others are named by requests, models and samplers, whoever wrote those.
        return hook != Backend.class && ships(itself.get())
                ? Optional.of("others ask for it by name, or get it where they name none") : Optional.empty();
    }

    /**
     * Why one standstill takes a bundle from nobody, as the end of a sentence; empty if it may. How long an engine computes, or a sink writes,
     * is a matter of what one request asked for, so what came with the workbench is judged by several.
     */
    Optional<String> ships(String name) {
        return Arrays.stream(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName()) && ships(bundle)).findFirst()
                .map(bundle -> "it came with the workbench, and one request takes that from nobody");
    }

    private static boolean ships(Bundle bundle) {
        return bundle.getLocation().startsWith("reference:");
    }

    private List<Bundle> providers(Class<?> hook) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(hook.getName(), "(mezzotint.id=*)");
            return found == null ? List.of() : Arrays.stream(found).map(ServiceReference::getBundle).flatMap(Stream::ofNullable).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
