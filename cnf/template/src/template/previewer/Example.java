package template.previewer;

import java.nio.FloatBuffer;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.model.Previewer;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** The mean of all channels as a grey, one pixel a cell. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Previewer<Example.Params> {

    public record Params(
            @Param(label = "Contrast", help = "Higher spreads the greys.", min = 1, max = 200, step = 1) double contrast) {

        public Params() {
            this(60);
        }
    }

    @Override
    public Image preview(Tensor latent, Latents space, Params params) {
        int width = latent.size(3);
        int cells = width * latent.size(2);
        int channels = latent.size(1);
        FloatBuffer values = latent.buffer();
        return Image.paint(width, latent.size(2), (x, y) -> {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += values.get(c * cells + y * width + x);
            }
            int grey = (int) Math.max(0, Math.min(255, 128 + params.contrast() * sum / channels));
            return grey << 16 | grey << 8 | grey;
        });
    }
}
