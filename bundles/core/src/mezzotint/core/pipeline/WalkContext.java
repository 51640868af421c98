package mezzotint.core.pipeline;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import mezzotint.control.GenerationContext;
import mezzotint.core.guard.HookTrace;
import mezzotint.diffusion.Noise;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Uploads;
import mezzotint.tensor.Tensor;

/** What core lends the plugins that work from pictures; what it does for them is not their time. */
public final class WalkContext implements GenerationContext {

    /** What an encoder says of a picture, [1, channels, height, width] each. */
    private record Encoded(Tensor mean, Tensor logvar) {}

    private final Request request;
    private final Uploads uploads;
    private final Supplier<CheckedNetwork> encoder;
    private final Latents latents;
    private final double[] sigmas;
    private final Noise noise;
    private final Map<String, Image> pictures = new HashMap<>();
    private final Map<Image, Encoded> encoded = new HashMap<>();

    public WalkContext(Request request, Uploads uploads, Supplier<CheckedNetwork> encoder, Latents latents, double[] sigmas, Noise noise) {
        this.request = request;
        this.uploads = uploads;
        this.encoder = encoder;
        this.latents = latents;
        this.sigmas = sigmas;
        this.noise = noise;
    }

    @Override
    public int width() {
        return request.canvas().width();
    }

    @Override
    public int height() {
        return request.canvas().height();
    }

    @Override
    public int count() {
        return request.canvas().count();
    }

    @Override
    public int steps() {
        return request.walk().steps();
    }

    @Override
    public double[] sigmas() {
        return sigmas.clone();
    }

    @Override
    public Latents latents() {
        return latents;
    }

    @Override
    public Noise noise() {
        return noise;
    }

    @Override
    public Image picture(String name) {
        return HookTrace.current().back(() -> pictures.computeIfAbsent(name, uploads::image));
    }

    @Override
    public Tensor encode(Image picture) {
        return repeated(encoded(picture).mean());
    }

    @Override
    public Tensor sample(Image picture) {
        if (picture.width() != width() || picture.height() != height()) {
            throw Problem.invalid("a picture of " + picture.width() + "x" + picture.height() + " was to be sampled", "resize it to " + width() + "x"
                    + height());
        }
        Encoded said = encoded(picture);
        Tensor deviation = repeated(said.logvar().map(logvar -> Math.exp(logvar / 2)));
        return repeated(said.mean()).plus(noise.next().zip(deviation, (a, b) -> a * b));
    }

    private Encoded encoded(Image picture) {
        int factor = latents.factor();
        if (picture.width() % factor != 0 || picture.height() % factor != 0) {
            throw Problem.invalid("a picture of " + picture.width() + "x" + picture.height() + " was to be encoded",
                    "resize it to multiples of " + factor);
        }
        return HookTrace.current().back(() -> encoded.computeIfAbsent(picture, image -> {
            int[] shape = {1, latents.channels(), image.height() / factor, image.width() / factor};
            Map<String, Tensor> outputs = encoder.get().outputs(Map.of("image", image.toTensor()), Map.of("mean", shape, "logvar", shape));
            return new Encoded(outputs.get("mean"), outputs.get("logvar"));
        }));
    }

    private Tensor repeated(Tensor one) {
        return Tensor.concat(Collections.nCopies(count(), one));
    }
}
