package mezzotint.libs.infotext;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parameters as NovelAI leaves them: the prompt as description, the rest as JSON in the comment. */
final class NovelAi {

    private NovelAi() {}

    static Optional<Map<String, Object>> facts(PictureFile picture) {
        Map<String, String> texts = picture.texts();
        if (!"NovelAI".equals(texts.get("Software")) || !texts.containsKey("Comment")) {
            return Optional.empty();
        }
        JsonObject comment = Tree.parse("NovelAI", texts.get("Comment"));
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", texts.getOrDefault("Description", Tree.text(comment, "prompt")));
        facts.put("Negative prompt", Tree.text(comment, "uc"));
        Tree.put(facts, "Steps", Tree.text(comment, "steps"));
        Tree.put(facts, "Sampler", Tree.text(comment, "sampler"));
        Tree.put(facts, "CFG scale", Tree.text(comment, "scale"));
        Tree.put(facts, "Seed", Tree.text(comment, "seed"));
        facts.put("Size-1", picture.width());
        facts.put("Size-2", picture.height());
        // What NovelAI always does, and AUTOMATIC1111 adds when it reads its pictures.
        facts.put("Clip skip", "2");
        facts.put("ENSD", "31337");
        return Optional.of(facts);
    }
}
