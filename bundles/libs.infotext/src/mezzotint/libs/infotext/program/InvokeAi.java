package mezzotint.libs.infotext.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as InvokeAI 3 and later leaves them, under the keyword {@code invokeai_metadata}. */
public final class InvokeAi implements ProgramReader {

    @Override
    public Optional<Reading> read(PictureFile picture) {
        return Optional.ofNullable(picture.texts().get("invokeai_metadata")).or(() -> pasted(picture)).map(InvokeAi::reading);
    }

    private static Optional<String> pasted(PictureFile picture) {
        return picture.json().filter(json -> json.has("positive_prompt") && json.has("generation_mode")).map(Object::toString);
    }

    private static Reading reading(String json) {
        var notes = new Notes(Tree.parse("InvokeAI", json));
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", notes.text("positive_prompt"));
        facts.put("Negative prompt", notes.text("negative_prompt"));
        Tree.put(facts, "Steps", notes.text("steps"));
        Tree.put(facts, "Sampler", notes.text("scheduler"));
        Tree.put(facts, "CFG scale", notes.text("cfg_scale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Tree.put(facts, "Size-1", notes.text("width"));
        Tree.put(facts, "Size-2", notes.text("height"));
        Tree.put(facts, "Model", model(notes.part("model")));
        Tree.put(facts, "VAE", model(notes.part("vae")));
        Tree.put(facts, "Denoising strength", notes.text("strength"));
        skip(facts, notes);
        // It draws its noise on the CPU unless told otherwise.
        facts.put("RNG", notes.text("rand_device").startsWith("cuda") ? "GPU" : "CPU");
        styles(notes);
        if (notes.text("generation_mode").matches("(sdxl_)?txt2img")) {
            notes.ignore("generation_mode");
        } else {
            notes.forget("generation_mode");
        }
        notes.ignore("app_version", "canvas_v2_metadata_id");
        return Reading.of("InvokeAI", facts, notes.left());
    }

    private static String model(Notes model) {
        String name = model.text("name", "model_name");
        model.ignore("key", "hash", "base", "base_model", "type", "model_type", "submodel_type");
        return name;
    }

    /** InvokeAI counts the layers left out, AUTOMATIC1111 from the end: 0 there is 1 here. */
    private static void skip(Map<String, Object> facts, Notes notes) {
        String skipped = notes.text("clip_skip");
        if (skipped.matches("\\d{1,2}")) {
            facts.put("Clip skip", String.valueOf(1 + Integer.parseInt(skipped)));
        } else {
            notes.forget("clip_skip");
        }
    }

    /** The prompts of SDXL's second encoder; the same as the first one's they say nothing. */
    private static void styles(Notes notes) {
        for (String side : new String[] {"positive", "negative"}) {
            if (notes.text(side + "_style_prompt").equals(notes.text(side + "_prompt"))) {
                notes.ignore(side + "_style_prompt");
            } else {
                notes.forget(side + "_style_prompt");
            }
        }
    }
}
