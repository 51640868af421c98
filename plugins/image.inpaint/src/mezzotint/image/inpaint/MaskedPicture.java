package mezzotint.image.inpaint;

import java.util.Optional;
import mezzotint.control.GenerationContext;
import mezzotint.image.Image;
import mezzotint.libs.pixels.Box;
import mezzotint.libs.pixels.Fitting;
import mezzotint.libs.pixels.Layer;
import mezzotint.libs.pixels.Mask;
import mezzotint.libs.pixels.MaskedFill;
import mezzotint.libs.pixels.Resampling;

/**
 * A picture and its mask, brought to the size of what is to be made.
 *
 * @param picture of that size
 * @param mask of that size; white is painted anew
 * @param above what is laid over the picture that is made; empty where the mask is blank
 * @param part of the picture that was given, if that alone is made
 */
record MaskedPicture(Image picture, Mask mask, Optional<Layer> above, Optional<Box> part) {

    static MaskedPicture of(GenerationContext context, Inpaint.Params params) {
        Image picture = context.picture(params.picture());
        Mask given = Mask.of(context.picture(params.mask()));
        Mask mask = (params.invert() ? given.inverted() : given).blurred(params.blur(), params.blur());
        return params.only() ? part(picture, mask, context, params) : whole(picture, mask, context, params.resize());
    }

    private static MaskedPicture whole(Image picture, Mask mask, GenerationContext context, Fitting resize) {
        Image fitting = resize.fit(picture, context.width(), context.height());
        Mask alike = new Mask(resize.fit(mask.grey(), context.width(), context.height()));
        return new MaskedPicture(fitting, alike, Optional.of(Layer.kept(fitting, alike.doubled())), Optional.empty());
    }

    /** With a blank mask there is no part, and the picture is made as a whole, held nowhere: as A1111 does. */
    private static MaskedPicture part(Image picture, Mask given, GenerationContext context, Inpaint.Params params) {
        boolean alike = given.width() == picture.width() && given.height() == picture.height();
        Mask mask = alike ? given : new Mask(Resampling.LANCZOS.resize(given.grey(), picture.width(), picture.height()));
        Optional<Box> part = mask.bounds().map(box -> box.padded(params.padding(), picture.width(), picture.height())
                .shaped(context.width(), context.height(), picture.width(), picture.height()));
        if (part.isEmpty()) {
            Image fitting = params.resize().fit(picture, context.width(), context.height());
            return new MaskedPicture(fitting, new Mask(Image.paint(context.width(), context.height(), (x, y) -> 0xFFFFFF)), Optional.empty(), part);
        }
        Mask cut = new Mask(cut(mask.grey(), part.get(), context));
        return new MaskedPicture(cut(picture, part.get(), context), cut, Optional.of(Layer.kept(picture, mask)), part);
    }

    private static Image cut(Image picture, Box part, GenerationContext context) {
        Image cut = Image.paint(part.width(), part.height(), (x, y) -> picture.rgb(part.left() + x, part.top() + y));
        return Fitting.FILL.fit(cut, context.width(), context.height());
    }

    /** The picture, without what is under the mask if that is not asked for. */
    Image filled(Inpaint.Params params) {
        return params.fill() == Inpaint.Fill.ORIGINAL || above.isEmpty() ? picture : MaskedFill.fill(picture, mask);
    }

    /** What was made, in its place below what the mask keeps. */
    Image finish(Image made) {
        return above.map(layer -> placed(made, layer).under(layer).image()).orElse(made);
    }

    private Layer placed(Image made, Layer layer) {
        return part.map(box -> Layer.placed(Fitting.CROP.fit(made, box.width(), box.height()), box, layer.width(), layer.height()))
                .orElseGet(() -> Layer.placed(made, new Box(0, 0, made.width(), made.height()), made.width(), made.height()));
    }
}
