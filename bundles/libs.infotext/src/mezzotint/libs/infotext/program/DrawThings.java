package mezzotint.libs.infotext.program;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.libs.infotext.ModelName;
import mezzotint.libs.infotext.Notes;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Parameters as Draw Things leaves them: as JSON in the comment of EXIF, or of EXIF in Adobe's XML. */
public final class DrawThings implements ProgramReader {

    private static final Pattern COMMENT = Pattern.compile("<exif:UserComment>\\s*<rdf:Alt>\\s*<rdf:li[^>]{0,100}>([^<]*)<");
    private static final Pattern ENTITY = Pattern.compile("&(?:(lt|gt|amp|quot|apos)|#(\\d{1,7})|#x([0-9a-fA-F]{1,6}));");
    private static final Map<String, String> NAMED = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})x(\\d{1,9})");

    @Override
    public Optional<Reading> read(PictureFile picture) {
        return picture.json().filter(DrawThings::isOurs).or(() -> xml(picture).filter(DrawThings::isOurs)).map(DrawThings::reading);
    }

    /** Found without a reader of XML, which a stranger's picture could have follow addresses. */
    private static Optional<JsonObject> xml(PictureFile picture) {
        Matcher comment = COMMENT.matcher(picture.texts().getOrDefault(PictureFile.XMP, ""));
        return comment.find() ? Tree.object(ENTITY.matcher(comment.group(1)).replaceAll(found -> Matcher.quoteReplacement(entity(found.group(1),
                found.group(2), found.group(3))))) : Optional.empty();
    }

    private static String entity(String name, String decimal, String hex) {
        if (name != null) {
            return NAMED.get(name);
        }
        int point = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hex, 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }

    private static boolean isOurs(JsonObject json) {
        return json.has("c") && json.has("scale") && json.has("sampler");
    }

    private static Reading reading(JsonObject json) {
        var notes = new Notes(json);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", notes.text("c"));
        facts.put("Negative prompt", notes.text("uc"));
        Tree.put(facts, "Steps", notes.text("steps"));
        Tree.put(facts, "Sampler", notes.text("sampler"));
        Tree.put(facts, "CFG scale", notes.text("scale"));
        Tree.put(facts, "Seed", notes.text("seed"));
        Matcher size = SIZE.matcher(notes.text("size"));
        if (size.matches()) {
            facts.put("Size-1", size.group(1));
            facts.put("Size-2", size.group(2));
        } else {
            notes.forget("size");
        }
        Tree.put(facts, "Model", ModelName.of(notes.text("model")));
        // It says so of every picture; 1 is text to image.
        if (!notes.text("strength").matches("1(\\.0*)?")) {
            notes.forget("strength");
        }
        // The same once more, with all that its program can be set to.
        notes.ignore("v2");
        return Reading.of("Draw Things", facts, notes.left());
    }
}
