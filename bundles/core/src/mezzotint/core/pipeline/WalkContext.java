package mezzotint.core.pipeline;

import java.util.Map;
import java.util.function.Supplier;
import mezzotint.control.GenerationContext;
import mezzotint.core.guard.HookTrace;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Uploads;
import mezzotint.tensor.Tensor;

/** What core lends the plugins that work from pictures; what it does for them is not their time. */
public record WalkContext(Request.Canvas canvas, Uploads uploads, Supplier<CheckedNetwork> encoder, Tensor noise) implements GenerationContext {

    @Override
    public int width() {
        return canvas.width();
    }

    @Override
    public int height() {
        return canvas.height();
    }

    @Override
    public Image picture(String name) {
        return HookTrace.current().back(() -> uploads.image(name));
    }

    @Override
    public Tensor encode(Image picture) {
        if (picture.width() != width() || picture.height() != height()) {
            throw Problem.invalid("a picture of " + picture.width() + "x" + picture.height() + " was to be encoded", "resize it to " + width() + "x" + height());
        }
        return HookTrace.current().back(() ->
                encoder.get().output("mean", Map.of("image", picture.toTensor()), 1, noise.size(1), noise.size(2), noise.size(3)));
    }
}
