package mezzotint.encoder.clip;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.text.Reading;

/** What Stable Diffusion XL is told of a picture: how large it was, where it was cut, and how large it is to be. */
record PictureSizes(int width, int height, int left, int top) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})(?:\\+(\\d{1,5})\\+(\\d{1,5}))?");

    /** @throws Problem of kind {@code INVALID} if one is no size */
    static void check(Clip.Params params) {
        List.of(params.size(), params.negativeSize(), params.target()).forEach(size -> read(size, new PictureSizes(0, 0, 0, 0)));
    }

    /** [1, 6]: original height and width, top and left, target height and width. */
    static Tensor of(Reading reading, Clip.Params params) {
        var picture = new PictureSizes(reading.width(), reading.height(), 0, 0);
        PictureSizes original = read(params.size(), picture);
        PictureSizes own = reading.role() == Reading.Role.WANTED ? original : read(params.negativeSize(), original);
        PictureSizes target = read(params.target(), picture);
        return Tensor.of(new float[] {own.height, own.width, own.top, own.left, target.height, target.width}, 1, 6);
    }

    private static PictureSizes read(String text, PictureSizes otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw Problem.invalid("a size is given as " + text.substring(0, Math.min(60, text.length())), "write it as 1152x768, or with where it was cut as 1152x768+48+16");
        }
        return new PictureSizes(number(size, 1), number(size, 2), number(size, 3), number(size, 4));
    }

    private static int number(Matcher size, int group) {
        return size.group(group) == null ? 0 : Integer.parseInt(size.group(group));
    }
}
