package mezzotint.libs.infotext.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as InvokeAI 2 leaves them, under the keyword {@code sd-metadata}. */
public final class OldInvokeAi implements ProgramReader {

    /** In its prompts what stands in square brackets is unwanted. */
    private static final Pattern UNWANTED = Pattern.compile("\\[([^\\[\\]]*)\\]");

    @Override
    public Optional<Reading> read(PictureFile picture) {
        return Optional.ofNullable(picture.texts().get("sd-metadata")).map(json -> reading(new Notes(Tree.parse("InvokeAI", json))));
    }

    private static Reading reading(Notes all) {
        Notes notes = all.part("image");
        var facts = new LinkedHashMap<String, Object>();
        String prompt = prompt(notes.peek("prompt"));
        notes.ignore("prompt");
        Matcher unwanted = UNWANTED.matcher(prompt);
        facts.put("Prompt", unwanted.replaceAll("").strip());
        facts.put("Negative prompt", unwanted.reset().results().map(found -> found.group(1).strip()).collect(Collectors.joining(", ")));
        Tree.put(facts, "Steps", notes.text("steps"));
        Tree.put(facts, "Sampler", notes.text("sampler"));
        Tree.put(facts, "CFG scale", notes.text("cfg_scale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Tree.put(facts, "Size-1", notes.text("width"));
        Tree.put(facts, "Size-2", notes.text("height"));
        Tree.put(facts, "Model", all.text("model_weights"));
        Tree.put(facts, "Denoising strength", notes.text("strength"));
        facts.put("RNG", "CPU");
        if (notes.text("type").equals("txt2img")) {
            notes.ignore("type");
        } else {
            notes.forget("type");
        }
        all.ignore("model", "model_id", "model_hash", "app_id", "app_version");
        return Reading.of("InvokeAI", facts, all.left());
    }

    /** A text, or a list of texts with weights, of which those of other weights are written as A1111 does. */
    private static String prompt(JsonElement prompt) {
        if (!(prompt instanceof JsonArray list)) {
            return prompt instanceof JsonPrimitive text ? text.getAsString() : "";
        }
        return StreamSupport.stream(list.spliterator(), false).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject).map(one -> {
            String weight = Tree.text(one, "weight");
            String text = Tree.text(one, "prompt");
            return weight.matches("(1(\\.0*)?)?") ? text : "(" + text + ":" + weight + ")";
        }).collect(Collectors.joining(" "));
    }
}
