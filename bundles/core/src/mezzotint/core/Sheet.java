package mezzotint.core;

import java.util.Map;
import java.util.function.Supplier;
import mezzotint.backend.Program;
import mezzotint.control.Easel;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Uploads;
import mezzotint.tensor.Tensor;

/** What core lends the plugins that work from pictures; what it does for them is not their time. */
record Sheet(Request.Canvas canvas, Uploads uploads, Supplier<Program> encoder, Tensor noise) implements Easel {

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
        return Run.current().back(() -> uploads.image(name));
    }

    @Override
    public Tensor encode(Image picture) {
        if (picture.width() != width() || picture.height() != height()) {
            throw Problem.invalid("a picture of " + picture.width() + "x" + picture.height() + " was to be encoded", "resize it to " + width() + "x" + height());
        }
        return Run.current().back(() -> {
            Program network = encoder.get();
            return LoadedModel.shaped(network, network.run(Map.of("image", picture.toTensor())).get("mean"), 1, noise.size(1), noise.size(2), noise.size(3));
        });
    }
}
