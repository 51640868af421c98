package mezzotint.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.backend.Backend;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.StepHook;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Which bundles no picture can do without. */
class EssentialHooksTest {

    private static final Optional<String> NONE = Optional.empty();

    private final List<Map.Entry<String, ServiceReference<?>>> services = new ArrayList<>();

    @Test
    void an_installed_plugin_can_be_done_without_while_there_is_another() {
        offer(Sampler.class, "ships", true);
        offer(Sampler.class, "installed", false);
        assertEquals(NONE, need("installed"));
        assertEquals(Optional.of("no other sampler is here"), need("installed", "ships"));
    }

    @Test
    void what_ships_is_asked_for_by_name() {
        offer(TextEncoder.class, "ships", true);
        offer(TextEncoder.class, "installed", false);
        assertEquals(Optional.of("others ask for it by name, or get it where they name none"), need("ships"));
    }

    @Test
    void an_engine_does_the_work_of_another() {
        offer(Backend.class, "java", true);
        offer(Backend.class, "pytorch", true);
        assertEquals(NONE, need("pytorch"));
        assertEquals(Optional.of("no other backend is here"), need("java", "pytorch"));
    }

    @Test
    void a_picture_needs_no_step_hook() {
        offer(StepHook.class, "alone", true);
        assertEquals(NONE, need("alone"));
        assertEquals(NONE, need("nobody"));
    }

    private Optional<String> need(String bundle, String... gone) {
        return new EssentialHooks(stub(BundleContext.class, (method, argument) -> method.equals("getAllServiceReferences")
                ? services.stream().filter(s -> s.getKey().equals(argument)).map(Map.Entry::getValue).toArray(ServiceReference[]::new) : null))
                .needs(bundle, Set.of(gone)::contains);
    }

    private void offer(Class<?> hook, String name, boolean ships) {
        Bundle bundle = stub(Bundle.class, (method, argument) -> method.equals("getLocation") ? (ships ? "reference:file:" : "") + name : name);
        services.add(Map.entry(hook.getName(), stub(ServiceReference.class, (method, argument) -> bundle)));
    }

    private interface Answers {
        Object to(String method, Object argument);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> answers.to(method.getName(), args == null ? null : args[0])));
    }
}
