package mezzotint.embedder.minilm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.libs.search.WordPiece;
import mezzotint.testkit.EmbedderContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MiniLmTest implements EmbedderContract {

    private static final Path GOLDENS = Path.of("../../runtime/goldens/search");
    private static final MiniLm EMBEDDER = new MiniLm();

    @Override
    public MiniLm embedder() {
        return EMBEDDER;
    }

    @AfterAll
    static void close() throws Exception {
        EMBEDDER.close();
    }

    @Test
    void network_and_vocabulary_are_those_that_were_looked_at() throws Exception {
        assertEquals(MiniLm.SHA256, sha256(MiniLm.NETWORK));
        assertEquals("da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0", sha256(MiniLm.VOCABULARY));
    }

    private static String sha256(String resource) throws Exception {
        try (var in = MiniLm.class.getResourceAsStream(resource)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        }
    }

    @TestFactory
    @Tag("golden")
    Stream<DynamicTest> tokens_are_those_of_the_reference() throws IOException {
        WordPiece tokenizer;
        try (var vocabulary = new InputStreamReader(MiniLm.class.getResourceAsStream(MiniLm.VOCABULARY), StandardCharsets.UTF_8)) {
            tokenizer = WordPiece.read(vocabulary);
        }
        return cases("wordpiece.json").map(c -> DynamicTest.dynamicTest(name(c),
                () -> assertArrayEquals(new Gson().fromJson(c.get("tokens"), int[].class), tokenizer.encode(c.get("text").getAsString(), 256))));
    }

    /** In 8 bits the kernels of processors differ by more than a float's rounding. */
    @TestFactory
    @Tag("golden")
    Stream<DynamicTest> vectors_are_those_of_the_reference() throws IOException {
        return cases("minilm.json").map(c -> DynamicTest.dynamicTest(name(c), () -> {
            float[] expected = new Gson().fromJson(c.get("vector"), float[].class);
            float[] given = EMBEDDER.embed(c.get("text").getAsString());
            double cosine = 0;
            for (int i = 0; i < expected.length; i++) {
                cosine += expected[i] * (double) given[i];
            }
            assertEquals(1, cosine, .005);
        }));
    }

    private static Stream<JsonObject> cases(String file) throws IOException {
        var all = JsonParser.parseString(Files.readString(GOLDENS.resolve(file))).getAsJsonArray();
        return StreamSupport.stream(all.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    private static String name(JsonObject one) {
        String text = one.get("text").getAsString();
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + ".." : text) + "\"";
    }
}
