package mezzotint.libs.pixels;

import mezzotint.image.Image;

/** How a picture is brought to another shape: AUTOMATIC1111's resize modes. */
public enum Fitting {

    /** Stretched or squeezed. */
    JUST {
        @Override
        public Image fit(Image picture, int width, int height) {
            return Resampling.LANCZOS.resize(picture, width, height);
        }
    },

    /** Enlarged until nothing is empty; what sticks out is cut off on both sides. */
    CROP {
        @Override
        public Image fit(Image picture, int width, int height) {
            boolean wide = isWider(width, height, picture);
            int longer = wide ? height(picture, width) : width(picture, height);
            return longer > FAR * Math.max(width, height) ? middle(picture, width, height)
                    : placed(Resampling.LANCZOS.resize(picture, wide ? width : longer, wide ? longer : height), width, height);
        }
    },

    /** Whole; what stays empty is filled from the edges. */
    FILL {
        @Override
        public Image fit(Image picture, int width, int height) {
            boolean tall = !isWider(width, height, picture);
            boolean alike = (double) width / height == (double) picture.width() / picture.height();
            boolean upright = tall && !alike;
            Image inside = Resampling.LANCZOS.resize(picture, upright ? width : width(picture, height), upright ? height(picture, width) : height);
            Image placed = placed(inside, width, height);
            return alike ? placed : tall ? aboveAndBelow(placed, inside) : besides(placed, inside);
        }
    },

    /** As it is; its latent is resized, by {@link LatentResize}. */
    LATENT {
        @Override
        public Image fit(Image picture, int width, int height) {
            return picture;
        }
    };

    /** From how many times the longer side on a picture is cut before it is enlarged. */
    private static final int FAR = 16;

    /** A picture of the shape. */
    public abstract Image fit(Image picture, int width, int height);

    private static boolean isWider(int width, int height, Image picture) {
        return (double) width / height > (double) picture.width() / picture.height();
    }

    private static int width(Image picture, int height) {
        return (int) Math.max(1, Math.min((long) picture.width() * height / picture.height(), Integer.MAX_VALUE));
    }

    private static int height(Image picture, int width) {
        return (int) Math.max(1, Math.min((long) picture.height() * width / picture.width(), Integer.MAX_VALUE));
    }

    /** Of a picture so long that as a whole it would take gigabytes: cut before it is enlarged. */
    private static Image middle(Image picture, int width, int height) {
        int wide = (int) Math.max(1, Math.min((long) picture.height() * width / height, picture.width()));
        int tall = (int) Math.max(1, Math.min((long) picture.width() * height / width, picture.height()));
        int left = (picture.width() - wide) / 2;
        int top = (picture.height() - tall) / 2;
        return Resampling.LANCZOS.resize(picture, new Box(left, top, left + wide, top + tall), width, height);
    }

    /** In the middle of black. */
    private static Image placed(Image picture, int width, int height) {
        int left = width / 2 - picture.width() / 2;
        int top = height / 2 - picture.height() / 2;
        return Image.paint(width, height, (x, y) -> x < left || y < top || x >= left + picture.width() || y >= top + picture.height() ? 0
                : picture.rgb(x - left, y - top));
    }

    private static Image aboveAndBelow(Image placed, Image inside) {
        int gap = placed.height() / 2 - inside.height() / 2;
        if (gap <= 0) {
            return placed;
        }
        Image above = Resampling.BICUBIC.resize(inside, new Box(0, 0, inside.width(), 0), placed.width(), gap);
        Image below = Resampling.BICUBIC.resize(inside, new Box(0, inside.height(), inside.width(), inside.height()), placed.width(), gap);
        int end = gap + inside.height();
        return Image.paint(placed.width(), placed.height(),
                (x, y) -> y < gap ? above.rgb(x, y) : y >= end && y < end + gap ? below.rgb(x, y - end) : placed.rgb(x, y));
    }

    private static Image besides(Image placed, Image inside) {
        int gap = placed.width() / 2 - inside.width() / 2;
        if (gap <= 0) {
            return placed;
        }
        Image left = Resampling.BICUBIC.resize(inside, new Box(0, 0, 0, inside.height()), gap, placed.height());
        Image right = Resampling.BICUBIC.resize(inside, new Box(inside.width(), 0, inside.width(), inside.height()), gap, placed.height());
        int end = gap + inside.width();
        return Image.paint(placed.width(), placed.height(),
                (x, y) -> x < gap ? left.rgb(x, y) : x >= end && x < end + gap ? right.rgb(x - end, y) : placed.rgb(x, y));
    }
}
