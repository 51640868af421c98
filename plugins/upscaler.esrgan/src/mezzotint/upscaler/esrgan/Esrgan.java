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
            var size = new TargetSize(params.scale(), params.width(), params.height(), params.crop());
            double wanted = image.width() * size.factor(image, network.factor());
            Image large = image;
            do {
                TargetSize.check(large, network.factor());
                large = enlargement.of(large);
            } while (network.factor() > 1 && large.width() < wanted - 0.5);
            return size.fit(large, image, network.factor(), Resampling.LANCZOS);
        }
    }
}
