package mezzotint.libs.infotext;

import static mezzotint.libs.infotext.Pixels.ascii;
import static mezzotint.libs.infotext.Pixels.joined;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts in picture files, in the charsets and places where programs leave them. */
class PictureTextTest {

    private static final String FACTS = "\nNegative prompt: \u4f4e\nSteps: 12, Sampler: Euler a, CFG scale: 6.5, Seed: 42, Size: 64x48, Model: tiny";
    private static final String[] PROMPTS = {"gr\u00fcn \u00df \u00e9", "\u732b\u306e\u5199\u771f", "cat \ud83d\ude00", "\u0416\u0443\u043a \u2014 \u201cx\u201d", "\u4e00".repeat(300)};
    private static final int COMMENT = 0x9286;

    private static void assertReads(String text, byte[] file) {
        assertEquals(text, PictureFile.read(file).infotext().orElseThrow());
    }

    @TestFactory
    Stream<DynamicTest> chunksThatAreUtf8AreReadSo() {
        return Stream.of(PROMPTS).map(prompt -> DynamicTest.dynamicTest(prompt, () -> {
            byte[] text = (prompt + FACTS).getBytes(StandardCharsets.UTF_8);
            assertReads(prompt + FACTS, Pixels.png("tEXt", joined(ascii("parameters\0"), text)));
            assertReads(prompt + FACTS, Pixels.png("zTXt", joined(ascii("parameters\0\0"), Pixels.deflated(text))));
            assertReads(prompt + FACTS, Pixels.png("iTXt", joined(ascii("parameters\0\0\0\0\0"), text)));
            assertReads(prompt + FACTS, Pixels.png("iTXt", joined(ascii("parameters\0\1\0en\0p\0"), Pixels.deflated(text))));
            assertReads(prompt + FACTS, Pixels.jpeg(0xFFFE, text));
        }));
    }

    @TestFactory
    Stream<DynamicTest> latin1StaysLatin1() {
        return Stream.of("gr\u00fcn", "\u00fc", "caf\u00e9, na\u00efve", "\u00c3", "stra\u00dfe \u00a9").map(prompt -> DynamicTest.dynamicTest(prompt, () -> {
            byte[] text = ascii(prompt + "\nSteps: 1");
            assertReads(prompt + "\nSteps: 1", Pixels.png("tEXt", joined(ascii("parameters\0"), text)));
            assertReads(prompt + "\nSteps: 1", Pixels.png("zTXt", joined(ascii("parameters\0\0"), Pixels.deflated(text))));
            assertReads(prompt + "\nSteps: 1", Pixels.jpeg(0xFFFE, text));
        }));
    }

    /** Of these the bytes of Latin-1 are UTF-8 as well. */
    @TestFactory
    Stream<DynamicTest> whatWeWriteIsReadBack() {
        return Stream.of("\u00c3\u00bc", "a \u00c2\u00a9 b", "gr\u00fcn", "\u732b", "\u00e2\u0082\u00ac").map(prompt -> DynamicTest.dynamicTest(prompt, () -> {
            String text = prompt + "\nSteps: 1, Sampler: Euler, Seed: 5";
            assertReads(text, Png.encode(Image.paint(8, 8, (x, y) -> 0), text));
            assertReads(text, PictureFile.write(Png.encode(Image.paint(8, 8, (x, y) -> 0)), text));
            assertReads(text, PictureFile.write(Pixels.jpeg(0xFFFE, ascii("old")), text));
            assertReads(text, PictureFile.write(Pixels.webp("JUNK", new byte[3]), text));
        }));
    }

    @TestFactory
    Stream<DynamicTest> commentsOfExif() {
        Charset little = StandardCharsets.UTF_16LE;
        Charset big = StandardCharsets.UTF_16BE;
        var wrong = new LinkedHashMap<String, byte[][]>();
        return Stream.of(PROMPTS).flatMap(prompt -> {
            String text = prompt + FACTS;
            wrong.clear();
            wrong.put("UTF-8 behind UNICODE", new byte[][] {ascii("UNICODE\0"), text.getBytes(StandardCharsets.UTF_8)});
            wrong.put("UTF-8 behind ASCII", new byte[][] {ascii("ASCII\0\0\0"), text.getBytes(StandardCharsets.UTF_8)});
            wrong.put("low byte first", new byte[][] {ascii("UNICODE\0"), text.getBytes(little)});
            wrong.put("high byte first", new byte[][] {ascii("UNICODE\0"), text.getBytes(big)});
            wrong.put("mark, low byte first", new byte[][] {ascii("UNICODE\0\u00ff\u00fe"), text.getBytes(little)});
            wrong.put("mark, high byte first", new byte[][] {ascii("UNICODE\0\u00fe\u00ff"), text.getBytes(big)});
            wrong.put("mark of UTF-8", new byte[][] {ascii("UNICODE\0\u00ef\u00bb\u00bf"), text.getBytes(StandardCharsets.UTF_8)});
            wrong.put("final zero", new byte[][] {ascii("ASCII\0\0\0"), text.getBytes(StandardCharsets.UTF_8), new byte[1]});
            wrong.put("final wide zero", new byte[][] {ascii("UNICODE\0"), text.getBytes(big), new byte[2]});
            wrong.put("final zero behind UNICODE", new byte[][] {ascii("UNICODE\0"), text.getBytes(StandardCharsets.UTF_8), new byte[1]});
            wrong.put("eight zeros", new byte[][] {new byte[8], text.getBytes(StandardCharsets.UTF_8)});
            wrong.put("eight zeros, wide", new byte[][] {new byte[8], text.getBytes(big)});
            wrong.put("no charset", new byte[][] {text.getBytes(StandardCharsets.UTF_8)});
            return Map.copyOf(wrong).entrySet().stream().flatMap(e -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN).map(order ->
                    DynamicTest.dynamicTest(e.getKey() + " " + order + " " + prompt, () -> {
                        byte[] exif = Pixels.exif(order, Map.of(COMMENT, joined(e.getValue())));
                        assertReads(text, Pixels.webp("EXIF", exif));
                        assertReads(text, Pixels.jpeg(0xFFE1, joined(ascii("Exif\0\0"), exif)));
                        assertReads(text, Pixels.png("eXIf", exif));
                    })));
        });
    }

    @Test
    void aPromptWithoutAnySignOfAsciiIsReadInTheOrderOfTheFile() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            Charset charset = order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            for (String prompt : new String[] {"\u4e00".repeat(40), "\u732b\u732b", "\u732b\u306e\u5199\u771f", "\u4e00\u732b", "\u3042\u3044"}) {
                assertReads(prompt, Pixels.webp("EXIF", Pixels.exif(order, Map.of(COMMENT, joined(ascii("UNICODE\0"), prompt.getBytes(charset))))));
            }
        }
        assertReads("a red apple", Pixels.webp("EXIF", Pixels.exif(ByteOrder.BIG_ENDIAN, Map.of(COMMENT, ascii("UNICODE\0a red apple")))));
    }

    private static final String GRAPH = """
            {"3": {"class_type": "KSampler", "inputs": {"seed": 7, "steps": 9, "cfg": 5.5, "sampler_name": "euler", "scheduler": "karras", "denoise": 1.0,
             "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
             "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "tiny.safetensors"}},
             "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 48, "batch_size": 1}},
             "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a green pear \u732b", "clip": ["4", 1]}},
             "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "grey", "clip": ["4", 1]}}}""";

    private static void assertComfy(byte[] file) {
        Reading reading = Reading.of(PictureFile.read(file)).orElseThrow();
        assertEquals("ComfyUI", reading.program());
        assertEquals("a green pear \u732b\nNegative prompt: grey\nSteps: 9, Sampler: euler, Schedule type: karras, CFG scale: 5.5, Seed: 7, Size: 64x48, "
                + "Model: tiny, RNG: CPU", reading.infotext());
        assertEquals(Map.of(), reading.left());
    }

    @TestFactory
    Stream<DynamicTest> graphsOfComfyUiInExif() {
        byte[] prompt = ("prompt:" + GRAPH).getBytes(StandardCharsets.UTF_8);
        byte[] spaced = ("Prompt: " + GRAPH + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] workflow = ascii("workflow:{\"nodes\": [], \"links\": []}\0");
        byte[] graph = GRAPH.getBytes(StandardCharsets.UTF_8);
        byte[] both = ("{\"workflow\": {\"nodes\": []}, \"prompt\": " + GRAPH + "}").getBytes(StandardCharsets.UTF_8);
        var places = new LinkedHashMap<String, Map<Integer, byte[]>>();
        places.put("Make and Model", Map.of(0x010F, workflow, 0x0110, prompt));
        places.put("with a space", Map.of(0x010F, workflow, 0x0110, spaced));
        places.put("Make", Map.of(0x010F, prompt));
        places.put("ImageDescription", Map.of(0x010E, spaced));
        places.put("ImageDescription, bare", Map.of(0x010E, graph));
        places.put("UserComment", Map.of(COMMENT, joined(ascii("ASCII\0\0\0"), graph)));
        places.put("UserComment, wide", Map.of(COMMENT, joined(ascii("UNICODE\0"), GRAPH.getBytes(StandardCharsets.UTF_16BE))));
        places.put("UserComment, both", Map.of(COMMENT, joined(ascii("ASCII\0\0\0"), both)));
        places.put("UserComment, named", Map.of(COMMENT, joined(ascii("ASCII\0\0\0"), prompt)));
        return places.entrySet().stream().flatMap(place -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN).map(order ->
                DynamicTest.dynamicTest(place.getKey() + " " + order, () -> {
                    byte[] exif = Pixels.exif(order, place.getValue());
                    byte[] marked = joined(ascii("Exif\0\0"), exif);
                    assertComfy(Pixels.webp("EXIF", exif));
                    assertComfy(Pixels.webp("EXIF", marked));
                    assertComfy(Pixels.jpeg(0xFFE1, marked));
                    assertComfy(Pixels.png("eXIf", exif));
                    assertComfy(Pixels.png("eXIf", marked));
                })));
    }

    @Test
    void graphsOfComfyUiInOtherPlaces() {
        byte[] graph = GRAPH.getBytes(StandardCharsets.UTF_8);
        assertComfy(Pixels.jpeg(0xFFFE, graph));
        assertComfy(Pixels.jpeg(0xFFFE, joined(ascii("prompt: "), graph)));
        assertComfy(Pixels.png("tEXt", joined(ascii("prompt\0"), graph)));
        assertComfy(Pixels.png("zTXt", joined(ascii("prompt\0\0"), Pixels.deflated(graph))));
        assertComfy(Pixels.png("tEXt", joined(ascii("parameters\0"), graph)));
    }

    @Test
    void hostileFilesAreBounded() {
        byte[] bomb = Pixels.deflated(new byte[17 << 20]);
        for (byte[] file : new byte[][] {Pixels.png("zTXt", joined(ascii("a\0\0"), bomb)), Pixels.png("iTXt", joined(ascii("a\0\1\0\0\0"), bomb)),
                severalBombs()}) {
            assertTrue(assertThrows(Problem.class, () -> PictureFile.read(file)).getMessage().contains("larger than"));
        }
        byte[] circle = Pixels.exif(ByteOrder.BIG_ENDIAN, Map.of(0x010F, ascii("maker")));
        for (int pointer = 0; pointer < circle.length; pointer++) {
            byte[] damaged = circle.clone();
            damaged[pointer] = 8;
            Reading.of(PictureFile.read(Pixels.webp("EXIF", damaged)));
        }
        String deep = "{\"a\": ".repeat(50_000) + "1" + "}".repeat(50_000);
        for (String key : new String[] {"prompt", "parameters", "invokeai_metadata", "sd-metadata"}) {
            assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () ->
                    Reading.of(PictureFile.read(Pixels.png("tEXt", joined(ascii(key + "\0"), ascii(deep)))))).kind());
        }
        String large = "{\"a\": [" + "0,".repeat(2 << 20) + "0]}";
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () ->
                Reading.of(PictureFile.read(Pixels.png("tEXt", joined(ascii("prompt\0"), ascii(large)))))).kind());
    }

    /** Each of a size that is allowed. */
    private static byte[] severalBombs() {
        byte[] one = Pixels.png("zTXt", joined(ascii("a\0\0"), Pixels.deflated(new byte[9 << 20])));
        byte[] chunk = Arrays.copyOfRange(one, 33, one.length - Png.encode(Image.paint(8, 8, (x, y) -> 0)).length + 33);
        return joined(Arrays.copyOf(one, 33), chunk, Arrays.copyOfRange(one, 33, one.length));
    }
}
