package mezzotint.core.contract;

import java.util.List;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.catalog.CatalogSource;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Score;
import mezzotint.control.Conditioner;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.fault.Limits;
import mezzotint.image.Filter;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Previewer;
import mezzotint.plugin.Hook;
import mezzotint.script.ImageSink;
import mezzotint.web.WebPanel;

/** The contracts of all hooks. */
public final class HookContracts {

    private static final List<HookContract<?>> ALL = List.of(
            new SamplerRule(),
            new StepHookRule(),
            new PictureRule(Previewer.class, Limits::preview),
            new PictureRule(Filter.class, Limits::network),
            new TimeRule(ImageSink.class, Limits::sink, true),
            new TimeRule(WebPanel.class, Limits::others, true),
            new ProgramRule(),
            new TimeRule(Backend.class, Limits::loading, false),
            new TimeRule(Checkpoint.class, Limits::loading, false),
            new TimeRule(CheckpointFormat.class, Limits::loading, false),
            new ArchitectureRule(),
            new AdapterRule(),
            new OptimizerRule(),
            new ImageToImageRule(),
            new TimeRule(Conditioner.class, Limits::network, false),
            new ModelRule(),
            new ScheduleRule(),
            new TimeRule(Guidance.class, Limits::others, false),
            new DenoiserRule(),
            new TimeRule(NoiseSource.class, Limits::others, false),
            new NoiseRule(),
            new PromptParserRule(),
            new TextEncoderRule(),
            new TimeRule(CatalogSource.class, Limits::loading, false),
            new TimeRule(Score.class, Limits::others, false),
            new TimeRule(ClaimChecker.class, Limits::others, false),
            new EmbedderRule(),
            new CaptionerRule(),
            // a hook that a plugin has defined
            new TimeRule(Hook.class, Limits::others, false),
            // what is no hook: it may take as long as it likes
            new TimeRule(Object.class, limits -> 0, false));

    /** What plugins hand out to be called in their turn. */
    private static final List<Class<?>> HANDED_OUT = List.of(Program.class, Denoiser.class, Noise.class, Checkpoint.class, Model.class);

    /** Looked up at every call of a plugin. */
    private static final ClassValue<HookContract<?>> BY_INTERFACE = new ClassValue<>() {
        @Override
        protected HookContract<?> computeValue(Class<?> declaring) {
            return ALL.stream().filter(contract -> contract.covers(declaring)).findFirst().orElseThrow();
        }
    };

    private HookContracts() {}

    /** @param declaring interface that declares the method which is called: an object may have several */
    public static HookContract<?> of(Class<?> declaring) {
        return BY_INTERFACE.get(declaring);
    }

    /** Whether what a plugin gives is a plugin's object too, to be guarded like the plugin. */
    public static boolean handsOut(Object result) {
        return HANDED_OUT.stream().anyMatch(type -> type.isInstance(result));
    }
}
