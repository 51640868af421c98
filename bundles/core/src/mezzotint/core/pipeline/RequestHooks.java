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
record RequestHooks(PluginLeases leases, GenerationContext context, Optional<ConfiguredHook<ImageToImage<Record>, Record>> image,
        List<ConfiguredHook<Conditioner<Record>, Record>> controls, List<ConfiguredHook<PostProcessor<Record>, Record>> finish) {

    static RequestHooks of(Request request, PluginLeases leases, GenerationContext context) {
        List<Choice> image = request.image().id().isEmpty() ? List.of() : List.of(request.image());
        return new RequestHooks(leases, context, leases.<ImageToImage<Record>>configureAll(ImageToImage.class, image).stream().findFirst(),
                leases.configureAll(Conditioner.class, request.controls()), leases.configureAll(PostProcessor.class, request.finish()));
    }

    Model steered(Model model) {
        for (var plugin : controls) {
            model = plugin.hook().steer(model, context, plugin.params());
        }
        return model;
    }

    ImageToImage.Start begin(double[] sigmas) {
        return image.map(plugin -> plugin.hook().begin(sigmas, context, plugin.params()))
                .orElseGet(() -> new ImageToImage.Start(context.noise().times(sigmas[0]), sigmas));
    }

    Denoiser held(Denoiser denoiser) {
        return image.map(plugin -> plugin.hook().hold(denoiser, context, plugin.params())).orElse(denoiser);
    }

    /** A plugin that does wrong is gone without. */
    Image finished(Image picture) {
        var trace = HookTrace.current();
        for (var plugin : finish) {
            Image before = picture;
            picture = trace.orWithout(plugin.hook(), () -> plugin.hook().apply(before, plugin.params()), before);
        }
        return picture;
    }
}
