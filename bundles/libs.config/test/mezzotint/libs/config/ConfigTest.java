package mezzotint.libs.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    /** A value of every type that JSON has, and numbers that no program can use. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("text", "\"many\""), Map.entry("digits", "\"8\""), Map.entry("truth", "true"), Map.entry("object", "{\"a\": 1}"),
            Map.entry("list", "[1, \"x\"]"), Map.entry("rows", "[[1, 2], [3]]"), Map.entry("zero", "0"), Map.entry("negative", "-5"),
            Map.entry("half", "0.5"), Map.entry("huge", "1e999999999"), Map.entry("nan", "NaN"), Map.entry("wide", "9223372036854775808"));

    @TempDir
    Path folder;

    /** How a value is read, and which of {@link #VALUES} it takes. */
    private record Way(String need, Consumer<String> reading, List<String> takes) {}

    @TestFactory
    Stream<DynamicTest> aValueOfAnotherTypeIsNamedByFileAndKey() {
        Config config = config("{" + String.join(",", VALUES.entrySet().stream().map(e -> "\"" + e.getKey() + "\":" + e.getValue()).toList()) + "}");
        return Stream.of(
                new Way("a text", key -> config.text(key, ""), List.of("text", "digits", "nan")),
                new Way("one of [many, few]", key -> config.text(key, "few", List.of("many", "few")), List.of("text")),
                new Way("true or false", key -> config.flag(key, true), List.of("truth")),
                new Way("a number", key -> config.number(key, 1), List.of("zero", "negative", "half", "wide")),
                new Way("a number above 0", key -> config.positive(key, 1), List.of("half", "wide")),
                new Way("a whole number from -5 to 9", key -> config.whole(key, 1, -5, 9), List.of("zero", "negative")),
                new Way("a whole number from 0", key -> config.whole(key, 0, 1, 0, Integer.MAX_VALUE), List.of("zero", "list")),
                new Way("a list of numbers", config::numbers, List.of()),
                new Way("a list of lists of 2 numbers", key -> config.rows(key, 2), List.of()),
                new Way("a list of texts", config::texts, List.of()),
                new Way("an object", config::object, List.of("object")))
                .flatMap(way -> VALUES.keySet().stream().map(key -> DynamicTest.dynamicTest(way.need() + " " + key, () -> {
                    if (way.takes().contains(key)) {
                        way.reading().accept(key);
                    } else {
                        String said = refused(() -> way.reading().accept(key));
                        assertTrue(said.startsWith("unet/config.json: " + key + " is ") && said.contains(", but has to be "), said);
                    }
                })));
    }

    @Test
    void whatIsMissingOrNullHasItsDefault() {
        Config config = config("{\"null\": null}");
        for (String key : List.of("null", "none")) {
            assertEquals("x", config.text(key, "x"));
            assertEquals(2.5, config.number(key, 2.5));
            assertEquals(3, config.whole(key, 3, 1, 9));
            assertEquals(4, config.whole(key, 7, 4, 1, 9));
            assertTrue(config.flag(key, true));
            assertTrue(config.numbers(key).isEmpty() && config.rows(key, 3).isEmpty() && config.texts(key).isEmpty());
            assertFalse(config.has(key) || config.object(key).has("x"));
        }
    }

    @Test
    void readsListsAndObjects() {
        Config config = config("{\"heads\": [5, 10], \"rows\": [[1, 2], [3, 4]], \"pair\": [null, \"x\"], \"pad\": {\"content\": \"!\"}}");
        assertEquals(10, config.whole("heads", 1, 8, 1, 99));
        assertTrue(refused(() -> config.whole("heads", 2, 8, 1, 99)).contains("heads is [5,10]"));
        assertEquals(List.of(List.of(1.0, 2.0), List.of(3.0, 4.0)), config.rows("rows", 2));
        assertEquals(List.of(Optional.empty(), Optional.of("x")), config.texts("pair"));
        assertEquals("!", config.object("pad").text("content", ""));
        assertTrue(refused(() -> config.object("pad").number("content", 0)).contains("pad.content is \"!\""));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoJsonObjectIsSaid() {
        var wrong = new LinkedHashMap<String, byte[]>();
        for (String text : List.of("", "  \n", "null", "[]", "\"x\"", "3", "{", "{\"a\": 1", "{\"a\" 1}", "{\"a\": 1} {\"b\": 2}", "{\"a\": 1, \"a\": 2}", "\0\0\0\0",
                "{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}", "{\"a\":".repeat(100_000))) {
            wrong.put(text.length() > 40 ? "nested " + text.charAt(5) + text.length() : "'" + text + "'", text.getBytes(StandardCharsets.UTF_8));
        }
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1")) {
            wrong.put(charset, "{\"größe\": 1}".getBytes(Charset.forName(charset)));
        }
        return wrong.entrySet().stream().map(w -> DynamicTest.dynamicTest(w.getKey(), () ->
                assertTrue(refused(() -> Config.read(w.getValue(), "unet/config.json")).startsWith("unet/config.json "))));
    }

    @TestFactory
    Stream<DynamicTest> whatWasSavedInItsPlaceIsSaid() {
        return Map.of("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1711", "pointer of Git LFS",
                "\n<!DOCTYPE html><html>", "web page", "<html lang=en>", "web page", "{\"error\":\"Repository not found\"}", "server answered",
                "Entry not found", "server answered", "Invalid username or password.", "server answered", "\uFEFF<HTML>", "web page")
                .entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
                    String said = refused(() -> config(c.getKey()));
                    assertTrue(said.contains(c.getValue()), said);
                }));
    }

    @Test
    void aMarkOfUtf8DoesNoHarm() {
        assertEquals(1, config("\uFEFF{\"a\": 1}").number("a", 0));
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        Path file = folder.resolve("config.json");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(3L << 30).write(ByteBuffer.wrap(new byte[1]));
        }
        Problem problem = assertThrows(Problem.class, () -> Config.read(file, "config.json"));
        assertTrue(problem.getMessage().contains("3221225473 bytes"), problem.getMessage());
    }

    @Test
    void aLargeObjectIsReadKeyByKey() {
        var keys = new ArrayList<String>();
        Config.each("{\"a\": 1, \"b\": {\"c\": 2}}".getBytes(StandardCharsets.UTF_8), "x", part -> keys.addAll(part.keys()));
        assertEquals(List.of("a", "b"), keys);
    }

    @TestFactory
    Stream<DynamicTest> aVocabularyIsReadNumberByNumber() {
        var ids = new LinkedHashMap<String, Integer>();
        Config.eachWhole("{\"a\": 1, \"b\": 0}".getBytes(StandardCharsets.UTF_8), "vocab.json", ids::put);
        assertEquals(Map.of("a", 1, "b", 0), ids);
        return Stream.of("null", "\"1\"", "1.5", "-1", "[1]", "{}", "true", "99999999999", "1e3").map(value -> DynamicTest.dynamicTest(value, () -> {
            String said = refused(() -> Config.eachWhole(("{\"a\": " + value + "}").getBytes(StandardCharsets.UTF_8), "vocab.json", (key, id) -> { }));
            assertTrue(said.startsWith("vocab.json: a is ") && said.endsWith("has to be a whole number from 0"), said);
        }));
    }

    private static Config config(String json) {
        return Config.read(json.getBytes(StandardCharsets.UTF_8), "unet/config.json");
    }

    private static String refused(Runnable reading) {
        Problem problem = assertThrows(Problem.class, reading::run);
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertFalse(problem.advice().isBlank());
        return problem.getMessage();
    }
}
