package mezzotint.libs.infotext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.libs.infotext.picture.PngChunks;
import mezzotint.libs.infotext.program.ProgramReader;
import mezzotint.libs.infotext.program.Tree;
import mezzotint.plugin.Problem;

/**
 * Reads infotext as people meet it: with the facts wherever they stand, with JSON among them, and the first of two facts of one name.
 * {@link GenerationParameters} reads it as AUTOMATIC1111 does, which knows the last line only.
 */
final class InfotextReader implements ProgramReader {

    /** Where infotext may stand in a picture, the likeliest first. */
    private static final List<String> PLACES = List.of(PictureFile.COMMENT, PngChunks.PARAMETERS, "comment", "ImageDescription", "XPComment",
            "Description", "Comment");
    private static final Pattern NEGATIVE = Pattern.compile("(?<=[\\s,])Negative prompt:", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*[xX\u00d7]\\s*(\\d{1,9})");

    @Override
    public Optional<Reading> read(PictureFile picture) {
        Optional<String> text = PLACES.stream().filter(place -> picture.texts().containsKey(place)).map(picture.texts()::get)
                .filter(found -> found.length() <= GenerationParameters.LONGEST && Tree.object(found).isEmpty() && FactsLine.find(lines(found)).isPresent()).findFirst();
        return text.or(() -> Optional.ofNullable(picture.texts().get(PngChunks.PARAMETERS)).filter(found -> Tree.object(found).isEmpty()))
                .map(InfotextReader::read);
    }

    /** A prompt alone in a comment, which may also be anything else: where nothing says more. */
    static Optional<Reading> prompt(PictureFile picture) {
        return picture.infotext().filter(text -> Tree.object(text).isEmpty()).map(InfotextReader::read);
    }

    /** @throws Problem of kind {@code TOO_LARGE} */
    static Reading read(String text) {
        List<String> lines = lines(text);
        if (text.contains("App: SD.Next")) {
            Map<String, Object> facts = SdNextParameters.parse(text);
            facts.values().removeIf(value -> value == null);
            return new Reading("SD.Next", text, facts, Map.of());
        }
        Optional<FactsLine> found = FactsLine.find(lines);
        var facts = new LinkedHashMap<String, Object>();
        found.ifPresent(line -> Pairs.tolerant(line.facts()).forEach(pair -> put(facts, pair)));
        GenerationParameters.prompts(parted(found.map(FactsLine::before).orElse(lines)), facts);
        GenerationParameters.complete(facts);
        return new Reading(program(String.valueOf(facts.get("Version"))), text, facts, found.map(FactsLine::left).orElse(Map.of()));
    }

    private static String program(String version) {
        return Stream.of("Mezzotint", "Fooocus").filter(version::startsWith).findFirst().orElse("AUTOMATIC1111");
    }

    private static List<String> lines(String text) {
        if (text.length() > GenerationParameters.LONGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the text has " + text.length() + " characters", "send at most " + GenerationParameters.LONGEST);
        }
        return Arrays.stream(text.strip().split("\r\n|\r|\n", -1)).map(String::strip).toList();
    }

    /** The first of two facts of one name counts: what a later one says was within the value of another. */
    private static void put(Map<String, Object> facts, Pairs.Pair pair) {
        Matcher size = SIZE.matcher(pair.value());
        if (facts.containsKey(pair.key()) || facts.containsKey(pair.key() + "-1")) {
            return;
        }
        if (size.matches()) {
            facts.put(pair.key() + "-1", size.group(1));
            facts.put(pair.key() + "-2", size.group(2));
        } else if (!pair.value().isEmpty()) {
            facts.put(pair.key(), Quotes.unquote(pair.value()));
        }
    }

    /** The negative prompt on a line of its own, also where all stands on one. */
    private static List<String> parted(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.startsWith(GenerationParameters.NEGATIVE))) {
            return lines;
        }
        var parted = new ArrayList<String>();
        boolean found = false;
        for (String line : lines) {
            Matcher negative = NEGATIVE.matcher(line);
            if (!found && negative.find()) {
                parted.add(line.substring(0, negative.start()));
                parted.add(GenerationParameters.NEGATIVE + line.substring(negative.end()));
                found = true;
            } else {
                parted.add(line);
            }
        }
        return parted;
    }
}
