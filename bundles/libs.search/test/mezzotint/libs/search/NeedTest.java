package mezzotint.libs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.libs.search.Filter.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedTest {

    private static final Traits UNKNOWN = new Traits(null, null, null, null, null, null, null, null);

    private static String filters(Need need) {
        return need.filters().stream().map(Filter::id).sorted().collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            free local image generator with an API | free local output:image
            I need a free of charge tool | free
            royalty-free music, freely mixed, free-form text |
            kostenloser lokaler Chat | free local
            an open-weights model, Apache-2.0 licensed | licence:apache-2.0 open-weights
            open source speech to text | input:audio licence:open output:text
            permissively licensed OCR | licence:permissive
            licensed under the GPLv3 | licence:gplv3
            context of at least 128k | context:128000
            a context window of 1,000,000 tokens | context:1000000
            at least 200k tokens of context | context:200000
            1M context | context:1000000
            1.5 million token context | context:1500000
            1.2.3k context | context:123000
            under $0.50 per million tokens | price:0.5
            cheaper than 2 USD/M input tokens | price:2
            at most $0.001 per 1k tokens | price:1
            under $20 a month |
            under €1 per million tokens |
            runs offline on my laptop | local
            self-hosted | local
            the local news as text |  local
            generates short videos | output:video
            text-to-image | input:text output:image
            reads scanned PDFs | input:pdf
            transcribes audio | input:audio
            chat with documents |
            """)
    void reads_filters(String words, String expected) {
        assertEquals(expected == null ? "" : expected, filters(Need.of(words, Set.of())));
    }

    @Test
    void filters_that_are_taken_back_become_words_again() {
        Need need = Need.of("free local image generator with an API", Set.of("local"));
        assertEquals("free output:image", filters(need));
        assertEquals("local image generator with an API", need.topic());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extract tables AND speak Czech | extract tables;speak Czech
            free local image generator with an API | image generator;an API
            a tool that can summarise meetings, translate them and write mails | summarise meetings;translate them;write mails
            I need a model | ''
            free and local | ''
            Bildgenerator und Untertitel mit Sprache | Bildgenerator;Untertitel;Sprache
            """)
    void names_the_parts(String words, String expected) {
        assertEquals(Arrays.stream(expected.split(";")).filter(p -> !p.isEmpty()).toList(), Need.of(words, Set.of()).parts());
    }

    @ParameterizedTest
    @CsvSource({"free,NO", "open weights,YES", "local,YES", "context 100k,YES", "context 300k,NO", "under $1 per M tokens,YES", "under $0.1 per M tokens,NO",
        "MIT licensed,NO", "permissive license,YES", "open source,YES", "Apache licence,YES", "image input,YES", "audio input,NO", "image generator,NO", "text output,YES"})
    void tests_what_is_known_and_owns_what_is_not(String words, Answer expected) {
        var traits = new Traits(false, true, true, 200_000L, new BigDecimal("0.40"), "Apache-2.0", Set.of("text", "image"), Set.of("text"));
        List<Filter> filters = Need.of(words, Set.of()).filters();
        assertEquals(1, filters.size(), filters.toString());
        assertEquals(expected, filters.get(0).test(traits));
        assertEquals(Answer.UNKNOWN, filters.get(0).test(UNKNOWN));
    }

    /** A need takes time in proportion to its length, whatever it holds. */
    @Test
    void a_hostile_need_is_read_too() {
        for (String part : List.of("under $1 per ", "context ", "generates a ", "9", "free ", "1,", ">= ", "without the ")) {
            Need.of(part.repeat(Need.LONGEST / part.length()), Set.of());
        }
    }
}
