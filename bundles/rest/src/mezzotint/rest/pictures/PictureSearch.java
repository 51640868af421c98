package mezzotint.rest.pictures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import mezzotint.libs.web.Json;
import mezzotint.studio.Pictures;
import mezzotint.studio.RequestMap;

/** Words that a picture's prompt and settings must all hold, in any case and order; {@code name:value} asks for one setting alone. */
record PictureSearch(List<String> words) {

    static PictureSearch of(String text) {
        return new PictureSearch(Stream.of(Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT).split("\\s+")).filter(w -> !w.isEmpty()).toList());
    }

    boolean finds(Pictures.Made made) {
        if (words.isEmpty()) {
            return true;
        }
        var settings = RequestMap.of(made.job().request());
        String all = (made.result().infotext() + "\n" + Json.text(settings.values())).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> {
            String[] parts = word.split(":", 2);
            Object value = parts[0].equals("seed") ? made.result().seed() : settings.get(parts[0]);
            return all.contains(word) || parts.length == 2 && value != null && holds(value, parts[1]);
        });
    }

    /** A number is meant as a whole: steps:1 does not mean 12. */
    private static boolean holds(Object value, String wanted) {
        String text = Json.text(value).toLowerCase(Locale.ROOT).replace("\"", "");
        return value instanceof Number ? Arrays.asList(text, text.replaceFirst("\\.0$", "")).contains(wanted) : text.contains(wanted);
    }
}
