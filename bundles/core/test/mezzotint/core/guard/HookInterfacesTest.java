package mezzotint.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** By what interfaces a plugin's object is called, whichever bundles they are of. */
class HookInterfacesTest extends GuardedHooks {

    private static final Suspect SUSPECT = new Suspect("sampler", "test", "Test", "org.example.test", "1.2.3");

    /** A hook that a plugin has defined, and what it is told; both are of another class loader than the api. */
    public interface Tagger extends Hook<None> {
        String tag(Words words);
    }

    public record Words(String text) {}

    /** Fills a hook of the api's and one of a plugin's. */
    public static final class Both implements Sampler<None>, Tagger {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            return x;
        }

        @Override
        public String tag(Words words) {
            return words.text().substring(1);
        }
    }

    /** Has classes of this test of its own, as a bundle has. */
    private static final class Apart extends ClassLoader {

        Apart() {
            super(HookInterfacesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(HookInterfacesTest.class.getName() + "$") || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void a_hook_of_a_plugin_is_guarded_beside_one_of_the_api() throws Exception {
        var apart = new Apart();
        Object guarded = Guard.before(apart.loadClass(Both.class.getName()).getDeclaredConstructor().newInstance(), SUSPECT, book);
        assertSame(X, ((Sampler<?>) guarded).sample(null, X, SIGMAS, null, null));
        Method tag = apart.loadClass(Tagger.class.getName()).getMethods()[0];
        var words = apart.loadClass(Words.class.getName()).getConstructor(String.class);
        assertEquals("at", tag.invoke(guarded, words.newInstance("cat")));
        Throwable thrown = assertThrows(InvocationTargetException.class, () -> tag.invoke(guarded, words.newInstance(""))).getCause();
        assertTrue(thrown.getMessage().startsWith("the sampler Test (org.example.test 1.2.3) threw java.lang.StringIndexOutOfBoundsException"), thrown.getMessage());
    }
}
