package mezzotint.previewer.linear;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.model.Previewer;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Red, green and blue as a linear function of the latent, one pixel a cell. */
@Component
@Plugin(id = "linear", label = "Linear preview", source = "https://discuss.huggingface.co/t/decoding-latents-to-rgb-without-upscaling/23204")
public final class Linear implements Previewer<None> {

    /** For Stable Diffusion 1 and 2, from the source named above. */
    private static final List<List<Double>> STABLE_DIFFUSION = List.of(
            List.of(0.298, 0.207, 0.208), List.of(0.187, 0.286, 0.173),
            List.of(-0.158, 0.189, 0.264), List.of(-0.184, -0.271, -0.473), List.of(0.0, 0.0, 0.0));

    @Override
    public Image preview(Tensor latent, Latents space, None params) {
        int width = latent.size(3);
        int cells = latent.size(2) * width;
        FloatBuffer values = latent.buffer();
        List<List<Double>> colors = colors(space);
        float[] rgb = new float[3 * cells];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < cells; i++) {
                double sum = colors.get(space.channels()).get(c);
                for (int channel = 0; channel < space.channels(); channel++) {
                    sum += colors.get(channel).get(c) * values.get(channel * cells + i);
                }
                rgb[c * cells + i] = (float) sum;
            }
        }
        return Image.of(Tensor.of(rgb, 1, 3, latent.size(2), width));
    }

    /** The model's own if they are whole, else what suits its number of channels: a known model's, or the grey mean. */
    private static List<List<Double>> colors(Latents space) {
        if (space.colors().size() == space.channels() + 1 && space.colors().stream().allMatch(color -> color.size() == 3)) {
            return space.colors();
        }
        double share = 1.0 / space.channels();
        return space.channels() == 4 ? STABLE_DIFFUSION
                : Collections.nCopies(space.channels() + 1, List.of(share, share, share));
    }
}
