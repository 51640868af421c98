package mezzotint.core.pipeline;

import java.util.List;
import java.util.Optional;
import mezzotint.control.Conditioner;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.core.guard.HookTrace;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.core.registry.PluginLeases;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Model;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Choice;
import mezzotint.studio.Request;

/** What plugins do around a walk: they steer its model, begin it at a picture, and work on the picture it ends with. */
record RequestHooks(Optional<ConfiguredHook<ImageToImage<Record>, Record>> image,
        List<ConfiguredHook<Conditioner<Record>, Record>> controls, List<ConfiguredHook<PostProcessor<Record>, Record>> finish) {

    static RequestHooks of(Request request, PluginLeases leases) {
        List<Choice> image = request.image().id().isEmpty() ? List.of() : List.of(request.image());
        return new RequestHooks(leases.<ImageToImage<Record>>configureAll(ImageToImage.class, image).stream().findFirst(),
                leases.configureAll(Conditioner.class, request.controls()), leases.configureAll(PostProcessor.class, request.finish()));
    }

    /** Steps that the schedule is to be asked for. */
    int steps(int asked) {
        return image.map(plugin -> plugin.hook().steps(asked, plugin.params())).orElse(asked);
    }

    Model steered(Model model, GenerationContext context) {
        for (var plugin : controls) {
            model = plugin.hook().steer(model, context, plugin.params());
        }
        return model;
    }

    ImageToImage.Start begin(GenerationContext context) {
        return image.map(plugin -> plugin.hook().begin(context, plugin.params()))
                .orElseGet(() -> new ImageToImage.Start(context.noise().next().times(context.sigmas()[0]), context.sigmas()));
    }

    Denoiser held(Denoiser denoiser, ImageToImage.Start start) {
        return image.map(plugin -> plugin.hook().hold(denoiser, start, plugin.params())).orElse(denoiser);
    }

    /** What the walk began at has its part first; a post-processor that does wrong is gone without. */
    Image finished(Image made, GenerationContext context) {
        Image picture = image.map(plugin -> plugin.hook().finish(made, context, plugin.params())).orElse(made);
        var trace = HookTrace.current();
        for (var plugin : finish) {
            Image before = picture;
            picture = trace.orWithout(plugin.hook(), () -> plugin.hook().apply(before, plugin.params()), before);
        }
        return picture;
    }
}
