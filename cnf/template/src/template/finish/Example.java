package template.finish;

import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Puts a frame around the picture. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements PostProcessor<Example.Params> {

    public record Params(
            @Param(label = "Frame", help = "How wide it is.", min = 0, max = 512, unit = "px") int width,
            @Param(label = "Grey", help = "0 is black, 255 white.", min = 0, max = 255) int grey) {

        public Params() {
            this(16, 255);
        }
    }

    @Override
    public Image apply(Image image, Params params) {
        int frame = params.grey() << 16 | params.grey() << 8 | params.grey();
        return Image.paint(image.width() + 2 * params.width(), image.height() + 2 * params.width(), (x, y) -> {
            int left = x - params.width();
            int top = y - params.width();
            boolean inside = left >= 0 && left < image.width() && top >= 0 && top < image.height();
            return inside ? image.rgb(left, top) : frame;
        });
    }
}
