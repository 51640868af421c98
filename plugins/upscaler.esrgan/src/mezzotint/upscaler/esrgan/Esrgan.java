package mezzotint.upscaler.esrgan;

import java.util.List;
import java.util.Map;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.libs.pixels.Resampling;
import mezzotint.libs.pixels.TargetSize;
import mezzotint.model.Models;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes pictures larger by a network of the user's, on whichever engine is here: once or more often, until it is as large as asked; then down to the size. */
@Component
@Plugin(id = "esrgan", label = "ESRGAN", aliases = {"realesrgan", "upscaler"}, source = "https://arxiv.org/abs/2107.10833")
public final class Esrgan implements PostProcessor<Esrgan.Params> {

    static final String KIND = "ESRGAN";

    public record Params(
            @Param(label = "Network", format = "file:" + KIND, help = "Empty: the first there is.") String model,
            @Param(label = "Times as large", min = 0, max = 16, step = 0.25, help = "0: as the network makes it.") double scale,
            @Param(label = "Width", min = 0, max = TargetSize.MOST, step = 8, unit = "px", help = "In place of a factor; 0 leaves it to that.") int width,
            @Param(label = "Height", min = 0, max = TargetSize.MOST, step = 8, unit = "px") int height,
            @Param(label = "Crop to fit", help = "Off: a size of other proportions stretches the picture.") boolean crop,
            @Param(label = "Tile", min = 32, max = 2048, step = 32, unit = "px", help = "Larger takes more memory and less time.") int tile) {

        public Params() {
            this("", 0, 0, 0, true, 192);
        }
    }

    private final Models models;
    private final Engines engines;

    @Activate
    public Esrgan(@Reference Models models, @Reference Engines engines) {
        this.models = models;
        this.engines = engines;
    }

    @Override
    public Image apply(Image image, Params params) {
        Models.Extra file = models.extra(KIND, params.model());
        try (LoadedWeights weights = engines.open(file.path(), Map.of(), List.of(), () -> "the upscaler " + file.name())) {
            UpscalerNetwork network = UpscalerNetwork.of(weights.checkpoint(), file.name());
            var enlargement = new Enlargement(network, weights.program(network.graph()), params.tile());
            return enlarged(image, new TargetSize(params.scale(), params.width(), params.height(), params.crop()), enlargement);
        }
    }

    /** As often as it takes to be as large as asked, before the last time no larger than is needed; whether it may be is looked at before any. */
    private static Image enlarged(Image image, TargetSize size, Enlargement enlargement) {
        int factor = enlargement.network().factor();
        double wanted = size.factor(image, factor);
        TargetSize.check(image, wanted);
        Image large = image;
        do {
            double rest = wanted * image.width() / large.width();
            double part = large == image || rest >= factor ? 1 : rest / factor;
            Image given = part == 1 ? large : Resampling.LANCZOS.resize(large, ceil(large.width() * part), ceil(large.height() * part));
            TargetSize.check(given, factor);
            large = enlargement.of(given);
        } while (factor > 1 && large.width() < wanted * image.width() - 0.5);
        return size.fit(large, image, factor, Resampling.LANCZOS);
    }

    private static int ceil(double size) {
        return (int) Math.max(1, Math.ceil(size - 1e-9));
    }
}
