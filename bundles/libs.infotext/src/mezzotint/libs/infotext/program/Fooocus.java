package mezzotint.libs.infotext.program;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.libs.infotext.ModelName;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as Fooocus leaves them by its own scheme, as JSON where infotext would be; its other scheme is infotext. */
public final class Fooocus implements ProgramReader {

    private static final Pattern SIZE = Pattern.compile("\\D*(\\d{1,9})\\D+(\\d{1,9})\\D*");

    @Override
    public Optional<Reading> read(PictureFile picture) {
        return picture.json().filter(Fooocus::isOurs).map(Fooocus::reading);
    }

    private static boolean isOurs(JsonObject json) {
        return json.has("base_model") && json.has("guidance_scale") || Tree.text(json, "version").startsWith("Fooocus");
    }

    private static Reading reading(JsonObject json) {
        var notes = new Notes(json);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", notes.text("prompt"));
        facts.put("Negative prompt", notes.text("negative_prompt"));
        Tree.put(facts, "Steps", notes.text("steps"));
        Tree.put(facts, "Sampler", notes.text("sampler").replaceFirst("_gpu$", ""));
        Tree.put(facts, "Schedule type", notes.text("scheduler"));
        Tree.put(facts, "CFG scale", notes.text("guidance_scale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Matcher size = SIZE.matcher(notes.text("resolution"));
        if (size.matches()) {
            facts.put("Size-1", size.group(1));
            facts.put("Size-2", size.group(2));
        } else {
            notes.forget("resolution");
        }
        Tree.put(facts, "Model", ModelName.of(notes.text("base_model")));
        Tree.put(facts, "Model hash", notes.text("base_model_hash"));
        Tree.put(facts, "VAE", notes.text("vae"));
        Tree.put(facts, "Clip skip", notes.text("clip_skip"));
        facts.put("RNG", "CPU");
        notes.ignore("metadata_scheme", "version", "created_by");
        return Reading.of("Fooocus", facts, notes.left());
    }
}
