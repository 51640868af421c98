package mezzotint.test.kit;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.StepHook;
import mezzotint.plugin.Lease;
import mezzotint.plugin.None;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import mezzotint.test.tone.Tone;
import org.osgi.framework.Constants;

/** A plugin with a hook of its own, and plugins of others that fill it. */
public final class TonePlugins {

    public static final String OWNER = "org.example.toned";
    public static final String FILLER = "org.example.warm";
    private static final String PACKAGE = Tone.class.getPackageName();

    private TonePlugins() {}

    /** Adds what each tone that is on has to add. */
    @SuppressWarnings("rawtypes")
    public static final class Toned implements StepHook<None> {

        /** Set by Declarative Services. */
        volatile Plugins plugins;

        @Override
        public Tensor after(Step step, None params) {
            List<Lease<Tone>> tones = plugins.leaseAll(Tone.class, () -> "tones");
            try {
                double added = tones.stream().mapToDouble(lease -> added(lease.hook(), step.call())).sum();
                return step.denoised().map(value -> (float) (value + added));
            } finally {
                tones.forEach(Lease::close);
            }
        }

        @SuppressWarnings("unchecked")
        private static double added(Tone tone, int call) {
            return tone.added(call, Parameters.of(tone, Map.of()));
        }
    }

    public static final class Warm implements Tone<Warm.Params> {

        public record Params(@Param(label = "Warmth") double warmth) {
            public Params() {
                this(0.125);
            }
        }

        @Override
        public double added(int call, Params params) {
            return params.warmth();
        }
    }

    public static final class Broken implements Tone<None> {

        @Override
        public double added(int call, None params) {
            throw new IllegalStateException("no tone");
        }
    }

    public static TestJar owner() {
        return new TestJar(OWNER, "1.0.0").plugin(StepHook.class, Toned.class).with(Tone.class).header(Constants.EXPORT_PACKAGE, PACKAGE + ";version=1.0.0")
                .file("OSGI-INF/plugin.xml", """
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                          <implementation class="%1$s"/>
                          <service><provide interface="%s"/></service>
                          <property name="mezzotint.id" value="toned"/><property name="mezzotint.label" value="Toned"/>
                          <reference name="plugins" interface="mezzotint.plugin.Plugins" field="plugins"/>
                        </scr:component>
                        """.formatted(Toned.class.getName(), StepHook.class.getName()));
    }

    public static TestJar filler(String version, Class<? extends Tone<?>> plugin, Class<?>... parts) {
        TestJar jar = new TestJar(FILLER, version).plugin(Tone.class, plugin).header(Constants.IMPORT_PACKAGE, "mezzotint.plugin," + PACKAGE + ";version=\"[1,2)\"");
        List.of(parts).forEach(jar::with);
        return jar;
    }
}
