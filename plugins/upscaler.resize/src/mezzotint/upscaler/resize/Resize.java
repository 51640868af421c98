package mezzotint.upscaler.resize;

import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.libs.pixels.Resampling;
import mezzotint.libs.pixels.TargetSize;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Brings pictures to another size without a network, pixel for pixel as Pillow does. */
@Component
@Plugin(id = "lanczos", label = "Lanczos", source = "https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters",
        aliases = {"resize", "Nearest (filter=nearest)", "Area (filter=box)", "Bilinear (filter=bilinear)", "Bicubic (filter=bicubic)"})
public final class Resize implements PostProcessor<Resize.Params> {

    public record Params(
            @Param(label = "Filter", help = "Lanczos is the sharpest; nearest keeps hard edges.") Resampling filter,
            @Param(label = "Times as large", min = 0.01, max = 16, step = 0.25) double scale,
            @Param(label = "Width", min = 0, max = TargetSize.MOST, step = 8, unit = "px", help = "In place of a factor; 0 leaves it to that.") int width,
            @Param(label = "Height", min = 0, max = TargetSize.MOST, step = 8, unit = "px") int height,
            @Param(label = "Crop to fit", help = "Off: a size of other proportions stretches the picture.") boolean crop) {

        public Params() {
            this(Resampling.LANCZOS, 2, 0, 0, true);
        }
    }

    @Override
    public Image apply(Image image, Params params) {
        return new TargetSize(params.scale(), params.width(), params.height(), params.crop()).fit(image, image, params.scale(), params.filter());
    }
}
