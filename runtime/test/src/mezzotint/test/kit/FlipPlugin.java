package mezzotint.test.kit;

import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.None;

/** Turns a picture upside down, as a plugin that comes while the workbench runs. */
public final class FlipPlugin implements PostProcessor<None> {

    @Override
    public Image apply(Image image, None params) {
        return Image.paint(image.width(), image.height(), (x, y) -> image.rgb(x, image.height() - 1 - y));
    }
}
