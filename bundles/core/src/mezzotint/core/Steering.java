package mezzotint.core;

import java.util.List;
import java.util.Optional;
import mezzotint.control.Conditioner;
import mezzotint.control.Easel;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Model;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Choice;
import mezzotint.studio.Request;

/** What plugins do around a walk: they steer its model, begin it at a picture, and work on the picture it ends with. */
record Steering(Crew crew, Easel easel, Optional<Crew.Hand<ImageToImage<Record>, Record>> image,
        List<Crew.Hand<Conditioner<Record>, Record>> controls, List<Crew.Hand<PostProcessor<Record>, Record>> finish) {

    static Steering of(Request request, Crew crew, Easel easel) {
        List<Choice> image = request.image().id().isEmpty() ? List.of() : List.of(request.image());
        return new Steering(crew, easel, crew.<ImageToImage<Record>>hireAll(ImageToImage.class, image).stream().findFirst(),
                crew.hireAll(Conditioner.class, request.controls()), crew.hireAll(PostProcessor.class, request.finish()));
    }

    Model steered(Model model) {
        for (var hand : controls) {
            model = hand.hook().steer(model, easel, hand.params());
        }
        return model;
    }

    ImageToImage.Start begin(double[] sigmas) {
        return image.map(hand -> hand.hook().begin(sigmas, easel, hand.params()))
                .orElseGet(() -> new ImageToImage.Start(easel.noise().times(sigmas[0]), sigmas));
    }

    Denoiser held(Denoiser denoiser) {
        return image.map(hand -> hand.hook().hold(denoiser, easel, hand.params())).orElse(denoiser);
    }

    /** A plugin that does wrong is gone without. */
    Image finished(Image picture) {
        var run = Run.current();
        for (var hand : finish) {
            Image before = picture;
            picture = run.orWithout(hand.hook(), () -> hand.hook().apply(before, hand.params()), before);
        }
        return picture;
    }
}
