package mezzotint.libs.infotext.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as NovelAI leaves them: the prompt as description, the rest as JSON in the comment; in WebP all of it as JSON in EXIF. */
public final class NovelAi implements ProgramReader {

    private static final String COMMENT = "Comment";

    @Override
    public Optional<Reading> read(PictureFile picture) {
        Map<String, String> texts = texts(picture.texts());
        if (!texts.getOrDefault("Software", "").startsWith("NovelAI") || !texts.containsKey(COMMENT)) {
            return Optional.empty();
        }
        var notes = new Notes(Tree.parse("NovelAI", texts.get(COMMENT)));
        var facts = new LinkedHashMap<String, Object>();
        prompts(texts, notes, facts);
        Tree.put(facts, "Steps", notes.text("steps"));
        Tree.put(facts, "Sampler", notes.text("sampler"));
        Tree.put(facts, "Schedule type", schedule(notes.text("noise_schedule")));
        Tree.put(facts, "CFG scale", notes.text("scale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Tree.put(facts, "Denoising strength", notes.text("strength"));
        facts.put("Size-1", notes.has("width") ? notes.text("width") : picture.width());
        facts.put("Size-2", notes.has("height") ? notes.text("height") : picture.height());
        // What NovelAI always does, and AUTOMATIC1111 adds when it reads its pictures.
        facts.put("Clip skip", "2");
        facts.put("ENSD", "31337");
        notes.ignore("n_samples", "signed_hash", "version");
        return Optional.of(Reading.of("NovelAI", facts, notes.left()));
    }

    /** Those of a PNG, or what stands as JSON in the comment of EXIF: all of them, or the comment alone. */
    private static Map<String, String> texts(Map<String, String> found) {
        if (found.containsKey(COMMENT) || !found.containsKey(PictureFile.COMMENT)) {
            return found;
        }
        Optional<JsonObject> all = Tree.object(found.get(PictureFile.COMMENT));
        var texts = new LinkedHashMap<>(found);
        all.filter(json -> json.has(COMMENT)).ifPresentOrElse(
                json -> json.entrySet().forEach(e -> texts.put(e.getKey(), Tree.says(e.getValue()) && e.getValue().isJsonPrimitive()
                        ? e.getValue().getAsString() : e.getValue().toString())),
                () -> texts.put(COMMENT, found.get(PictureFile.COMMENT)));
        if (texts.containsKey("ImageDescription")) {
            texts.putIfAbsent("Description", texts.get("ImageDescription"));
        }
        return texts;
    }

    private static void prompts(Map<String, String> texts, Notes notes, Map<String, Object> facts) {
        String wanted = first(texts.getOrDefault("Description", ""), notes.text("prompt"));
        String unwanted = notes.text("uc");
        facts.put("Prompt", caption(notes.part("v4_prompt"), wanted));
        facts.put("Negative prompt", caption(notes.part("v4_negative_prompt"), unwanted));
    }

    /** The prompt, and those of the persons in it, which stay among what is left: we have no places for them. */
    private static String caption(Notes v4, String prompt) {
        Notes caption = v4.part("caption");
        String base = first(prompt, caption.text("base_caption"));
        caption.ignore("base_caption");
        JsonElement persons = caption.peek("char_captions");
        Stream<JsonElement> each = persons instanceof JsonArray list ? StreamSupport.stream(list.spliterator(), false) : Stream.of();
        return Stream.concat(Stream.of(base), each.filter(JsonElement::isJsonObject).map(one -> Tree.text(one.getAsJsonObject(), "char_caption")))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    /** Native means the levels that the model was trained on, evenly, as AUTOMATIC1111's Uniform. */
    private static String schedule(String name) {
        return name.equals("native") ? "Uniform" : name;
    }
}
