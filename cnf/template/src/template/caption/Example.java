package template.caption;

import java.util.List;
import java.util.stream.IntStream;
import mezzotint.image.Caption;
import mezzotint.image.Captioner;
import mezzotint.image.Image;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Tells bright pictures from dark ones. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Captioner<Example.Params> {

    public record Params(@Param(label = "Threshold", help = "Brightness from which on a picture is bright.", min = 0, max = 255, step = 1) double threshold) {

        public Params() {
            this(128);
        }
    }

    @Override
    public Caption describe(Image image, Params params) {
        double mean = IntStream.range(0, image.width() * image.height()).mapToDouble(i -> image.luma(i % image.width(), i / image.width())).average()
                .orElseThrow();
        boolean bright = mean >= params.threshold();
        return Caption.of(List.of(new Caption.Tag(bright ? "bright" : "dark", "general", (bright ? mean : 255 - mean) / 255)));
    }
}
