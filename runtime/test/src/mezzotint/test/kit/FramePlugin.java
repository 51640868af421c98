package mezzotint.test.kit;

import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Param;

/** Puts a frame around the finished picture, which is larger then. */
public final class FramePlugin implements PostProcessor<FramePlugin.Params> {

    public record Params(@Param(label = "Frame", min = 0, max = 64, step = 1, unit = "px") int edge) {

        public Params() {
            this(16);
        }
    }

    @Override
    public Image apply(Image image, Params params) {
        return Image.paint(image.width() + 2 * params.edge(), image.height() + 2 * params.edge(), (x, y) -> 0);
    }
}
