package mezzotint.libs.infotext;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.libs.infotext.program.ComfyUi;
import mezzotint.libs.infotext.program.DrawThings;
import mezzotint.libs.infotext.program.EasyDiffusion;
import mezzotint.libs.infotext.program.Fooocus;
import mezzotint.libs.infotext.program.InvokeAi;
import mezzotint.libs.infotext.program.NovelAi;
import mezzotint.libs.infotext.program.OldInvokeAi;
import mezzotint.libs.infotext.program.ProgramReader;
import mezzotint.libs.infotext.program.SwarmUi;
import mezzotint.libs.infotext.program.Tree;
import mezzotint.libs.infotext.program.UnreadJson;

/**
 * The parameters that a text or a picture names, whichever program wrote them.
 *
 * @param program that wrote them, as in {@code SD.Next}; {@code AUTOMATIC1111} also for what writes as it does
 * @param infotext the text as it was found, or as AUTOMATIC1111 would write it
 * @param facts by AUTOMATIC1111's names; never null
 * @param left what it says besides, by the program's own names, for which there is no fact; a long value is cut
 */
public record Reading(String program, String infotext, Map<String, Object> facts, Map<String, Object> left) {

    /** Those that may leave infotext as well go before it, those that may add something to infotext after it. */
    private static final List<ProgramReader> READERS = List.of(
            new NovelAi(), new Fooocus(), new SwarmUi(), new DrawThings(), new OldInvokeAi(), new EasyDiffusion(),
            new InfotextReader(), new InvokeAi(), new ComfyUi(), InfotextReader::prompt, new UnreadJson());
    private static final int MOST_LEFT = 200;

    public Reading {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        left = Collections.unmodifiableMap(few(left));
    }

    /** What a text says, which may be what a program leaves in its pictures. */
    public static Reading of(String text) {
        return Tree.object(text).isEmpty() ? InfotextReader.read(text)
                : of(new PictureFile(PictureFile.Format.PNG, 0, 0, Map.of(PictureFile.COMMENT, text))).orElseThrow();
    }

    /**
     * What a picture says; empty if it says nothing.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if what it says is damaged, of kind {@code UNSUPPORTED} if it was left by
     *     a program that is not read, or of kind {@code TOO_LARGE}
     */
    public static Optional<Reading> of(PictureFile picture) {
        return READERS.stream().flatMap(reader -> reader.read(picture).stream()).findFirst();
    }

    /** What a program left in a form of its own: its facts are written as AUTOMATIC1111 would. */
    public static Reading of(String program, Map<String, Object> facts, Map<String, Object> left) {
        return new Reading(program, text(facts), facts, left);
    }

    private static Map<String, Object> few(Map<String, Object> left) {
        var few = new LinkedHashMap<String, Object>();
        Stream<Map.Entry<String, Object>> first = left.entrySet().stream().limit(MOST_LEFT);
        first.forEach(e -> few.put(Tree.brief(e.getKey()), e.getValue()));
        if (left.size() > MOST_LEFT) {
            few.put("and more", left.size() - MOST_LEFT);
        }
        return few;
    }

    private static String text(Map<String, Object> facts) {
        var rest = new LinkedHashMap<String, Object>(facts);
        String prompt = String.valueOf(rest.remove("Prompt"));
        String negative = String.valueOf(rest.remove("Negative prompt"));
        Object width = rest.remove("Size-1");
        Object height = rest.remove("Size-2");
        rest.put("Size", width == null || height == null ? null : width + "x" + height);
        return InfotextWriter.write(prompt, negative, rest);
    }
}
