package mezzotint.libs.infotext.program;

import java.util.LinkedHashMap;
import java.util.Optional;
import mezzotint.libs.infotext.ModelName;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as SwarmUI leaves them, as JSON where infotext would be. */
public final class SwarmUi implements ProgramReader {

    private static final String PARAMETERS = "sui_image_params";

    @Override
    public Optional<Reading> read(PictureFile picture) {
        return picture.json().filter(json -> json.has(PARAMETERS)).map(json -> reading(new Notes(json)));
    }

    private static Reading reading(Notes all) {
        Notes notes = all.part(PARAMETERS);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", notes.text("prompt"));
        facts.put("Negative prompt", notes.text("negativeprompt"));
        Tree.put(facts, "Steps", notes.text("steps"));
        Tree.put(facts, "Sampler", notes.text("sampler").replaceFirst("_gpu$", ""));
        Tree.put(facts, "Schedule type", notes.text("scheduler"));
        Tree.put(facts, "CFG scale", notes.text("cfgscale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Tree.put(facts, "Size-1", notes.text("width"));
        Tree.put(facts, "Size-2", notes.text("height"));
        Tree.put(facts, "Model", ModelName.of(notes.text("model")));
        Tree.put(facts, "VAE", notes.text("vae"));
        Tree.put(facts, "Variation seed", notes.text("variationseed"));
        Tree.put(facts, "Variation seed strength", notes.text("variationseedstrength"));
        // It counts layers from the end, downwards from -1.
        Tree.put(facts, "Clip skip", notes.text("clipstopatlayer").replaceFirst("^-", ""));
        facts.put("RNG", "CPU");
        notes.ignore("swarm_version", "aspectratio");
        all.part("sui_extra_data").ignore("date", "prep_time", "generation_time");
        all.ignore("sui_models");
        return Reading.of("SwarmUI", facts, all.left());
    }
}
