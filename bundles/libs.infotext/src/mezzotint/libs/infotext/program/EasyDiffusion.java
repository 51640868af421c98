package mezzotint.libs.infotext.program;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Optional;
import mezzotint.libs.infotext.ModelName;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as Easy Diffusion leaves them: in PNG a text for each, else all as JSON where infotext would be. */
public final class EasyDiffusion implements ProgramReader {

    @Override
    public Optional<Reading> read(PictureFile picture) {
        return Optional.of(texts(picture)).filter(EasyDiffusion::isOurs).or(() -> picture.json().filter(EasyDiffusion::isOurs))
                .map(EasyDiffusion::reading);
    }

    private static JsonObject texts(PictureFile picture) {
        var texts = new JsonObject();
        picture.texts().forEach(texts::addProperty);
        return texts;
    }

    private static boolean isOurs(JsonObject json) {
        return json.has("num_inference_steps") && json.has("guidance_scale");
    }

    private static Reading reading(JsonObject json) {
        var notes = new Notes(json);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", notes.text("prompt"));
        facts.put("Negative prompt", notes.text("negative_prompt"));
        Tree.put(facts, "Steps", notes.text("num_inference_steps"));
        Tree.put(facts, "Sampler", notes.text("sampler_name"));
        Tree.put(facts, "Schedule type", notes.text("scheduler_name"));
        Tree.put(facts, "CFG scale", notes.text("guidance_scale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Tree.put(facts, "Size-1", notes.text("width"));
        Tree.put(facts, "Size-2", notes.text("height"));
        Tree.put(facts, "Model", ModelName.of(notes.text("use_stable_diffusion_model")));
        Tree.put(facts, "VAE", ModelName.of(notes.text("use_vae_model")));
        // It knows one layer, by a truth value.
        facts.put("Clip skip", notes.text("clip_skip").equalsIgnoreCase("true") ? "2" : "1");
        facts.put("RNG", "CPU");
        return Reading.of("Easy Diffusion", facts, notes.left());
    }
}
