package mezzotint.libs.infotext;

import java.util.Map;

/** The size of a picture that was made in two passes, in texts that name the first pass: AUTOMATIC1111's restore_old_hires_fix_params. */
final class OldHires {

    private static final int PIXELS = 512 * 512;
    private static final int GRID = 64;

    private OldHires() {}

    static void restore(Map<String, Object> facts) {
        if (!facts.containsKey("First pass size-1")) {
            return;
        }
        long width = number(facts, "Size-1");
        long height = number(facts, "Size-2");
        long firstWidth = number(facts, "First pass size-1");
        long firstHeight = number(facts, "First pass size-2");
        if (firstWidth == 0 || firstHeight == 0) {
            double scale = Math.sqrt(PIXELS / (double) Math.max(1, width * height));
            scale = scale < 1 ? scale * 0.85 : scale;
            firstWidth = (long) Math.ceil(scale * width / GRID) * GRID;
            firstHeight = (long) Math.ceil(scale * height / GRID) * GRID;
        }
        facts.put("Size-1", firstWidth);
        facts.put("Size-2", firstHeight);
        facts.put("Hires resize-1", width);
        facts.put("Hires resize-2", height);
    }

    /** A whole number of at most nine digits; 512 where there is none. */
    private static long number(Map<String, Object> facts, String key) {
        String text = String.valueOf(facts.get(key));
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 512;
    }
}
