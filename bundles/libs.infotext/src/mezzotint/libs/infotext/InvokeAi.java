package mezzotint.libs.infotext;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parameters as InvokeAI 3 and later leaves them, under the keyword {@code invokeai_metadata}. */
final class InvokeAi {

    private InvokeAi() {}

    static Optional<Map<String, Object>> facts(PictureFile picture) {
        String json = picture.texts().get("invokeai_metadata");
        if (json == null) {
            return Optional.empty();
        }
        JsonObject metadata = Tree.parse("InvokeAI", json);
        JsonObject model = Tree.object(metadata, "model");
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", Tree.text(metadata, "positive_prompt"));
        facts.put("Negative prompt", Tree.text(metadata, "negative_prompt"));
        Tree.put(facts, "Steps", Tree.text(metadata, "steps"));
        Tree.put(facts, "Sampler", Tree.text(metadata, "scheduler"));
        Tree.put(facts, "CFG scale", Tree.text(metadata, "cfg_scale"));
        Tree.put(facts, "Seed", Tree.text(metadata, "seed"));
        Tree.put(facts, "Size-1", Tree.text(metadata, "width"));
        Tree.put(facts, "Size-2", Tree.text(metadata, "height"));
        Tree.put(facts, "Model", Tree.text(model, "name", "model_name"));
        Tree.put(facts, "VAE", Tree.text(Tree.object(metadata, "vae"), "name", "model_name"));
        Tree.put(facts, "Denoising strength", Tree.text(metadata, "strength"));
        skip(facts, Tree.text(metadata, "clip_skip"));
        // It draws its noise on the CPU unless told otherwise.
        facts.put("RNG", Tree.text(metadata, "rand_device").startsWith("cuda") ? "GPU" : "CPU");
        return Optional.of(facts);
    }

    /** InvokeAI counts the layers left out, AUTOMATIC1111 from the end: 0 there is 1 here. */
    private static void skip(Map<String, Object> facts, String skipped) {
        if (skipped.matches("\\d{1,2}")) {
            facts.put("Clip skip", String.valueOf(1 + Integer.parseInt(skipped)));
        }
    }
}
