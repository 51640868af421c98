package mezzotint.libs.pixels;

import mezzotint.image.Image;

/** Gives a picture the colours of another one, as AUTOMATIC1111's color correction: its histograms in L*a*b*, but its own brightness. */
public final class ColorCorrection {

    private static final int LEVELS = 256;

    private ColorCorrection() {}

    /** @param target of any size */
    public static Image apply(Image picture, Image target) {
        return brightened(Lab.rgb(matched(Lab.of(picture), Lab.of(target))), picture);
    }

    /** With the distribution of the values of another picture in each channel. */
    static Image matched(Image picture, Image target) {
        int[][] levels = {levels(picture, target, 16), levels(picture, target, 8), levels(picture, target, 0)};
        return Image.paint(picture.width(), picture.height(), (x, y) -> {
            int c = picture.rgb(x, y);
            return levels[0][c >> 16 & 255] << 16 | levels[1][c >> 8 & 255] << 8 | levels[2][c & 255];
        });
    }

    /** Which level becomes which: on the line between those of the target that as large a part of it lies below. */
    private static int[] levels(Image picture, Image target, int shift) {
        double[] own = parts(picture, shift);
        double[] wanted = parts(target, shift);
        int[] out = new int[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            int before = -1;
            int after = -1;
            for (int level = 0; level < LEVELS && after < 0; level++) {
                boolean there = wanted[level] > (level == 0 ? 0 : wanted[level - 1]);
                after = there && wanted[level] > own[i] ? level : -1;
                before = there && after < 0 ? level : before;
            }
            out[i] = before < 0 ? after : after < 0 ? before
                    : (int) ((after - before) / (wanted[after] - wanted[before]) * (own[i] - wanted[before]) + before);
        }
        return out;
    }

    /** The part of the pixels that are at a level or below. */
    private static double[] parts(Image picture, int shift) {
        long[] counts = new long[LEVELS];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                counts[picture.rgb(x, y) >> shift & 255]++;
            }
        }
        double[] parts = new double[LEVELS];
        long sum = 0;
        for (int i = 0; i < LEVELS; i++) {
            sum += counts[i];
            parts[i] = (double) sum / ((long) picture.width() * picture.height());
        }
        return parts;
    }

    /** The colours of one picture with the brightness of another: the blend mode luminosity of the W3C's Compositing. */
    static Image brightened(Image colours, Image brightness) {
        return Image.paint(colours.width(), colours.height(), (x, y) -> {
            double[] c = channels(colours.rgb(x, y));
            double more = light(channels(brightness.rgb(x, y))) - light(c);
            return clipped(c[0] + more, c[1] + more, c[2] + more);
        });
    }

    private static double[] channels(int rgb) {
        return new double[] {(rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0};
    }

    private static double light(double... c) {
        return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2];
    }

    /** Drawn towards grey of the same brightness until no channel is too dark or too bright. */
    private static int clipped(double... c) {
        double light = light(c);
        double least = Math.min(c[0], Math.min(c[1], c[2]));
        double most = Math.max(c[0], Math.max(c[1], c[2]));
        int out = 0;
        for (double channel : c) {
            double value = least < 0 ? light + (channel - light) * light / (light - least) : channel;
            value = most > 1 ? light + (value - light) * (1 - light) / (most - light) : value;
            out = out << 8 | (int) Math.rint(Math.min(Math.max(value * 255, 0), 255));
        }
        return out;
    }
}
