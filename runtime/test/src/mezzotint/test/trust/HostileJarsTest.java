package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import mezzotint.diffusion.StepHook;
import mezzotint.soak.ProcessMemory;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.RawZip;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers send is refused in a sentence, and costs the workbench no memory. */
class HostileJarsTest {

    private static final double MOST = 50;
    private static final int EACH = 5;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final List<String> NAMES = List.of("system.bundle", "-rf", "CON", "a".repeat(300), "org.example.", "nul.plugin", "..", "org..example",
            "org.example.\u0007", "COM1", "System.Bundle", "a b");
    private static final List<String> MANIFESTS = List.of(MANIFEST, "meta-inf/manifest.mf", "./" + MANIFEST, "/" + MANIFEST, "META-INF\\MANIFEST.MF", "META-INF//MANIFEST.MF",
            "META-INF/x/../MANIFEST.MF", "META-INF/Manifest.MF");

    private final Random random = new Random(20);

    @TempDir
    private Path home;

    /** Makes a jar when it is its turn, so that this process keeps none. */
    private final Map<String, Supplier<byte[]>> jars = new LinkedHashMap<>();
    private final Map<String, byte[]> pictures = new LinkedHashMap<>();

    @Test
    void hostile_jars_and_pictures_are_refused_and_cost_nothing() throws Exception {
        makeJars();
        makePictures();
        assertEquals(List.of(60, 20), List.of(jars.size(), pictures.size()));
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            warm(workbench);
            ProcessMemory before = ProcessMemory.of(workbench.process().pid());
            for (Map.Entry<String, Supplier<byte[]>> each : jars.entrySet()) {
                refused(each.getKey(), workbench.change("POST", "?plan", each.getValue().get()));
            }
            for (Map.Entry<String, byte[]> each : pictures.entrySet()) {
                for (String path : List.of("/api/uploads", "/api/infotext")) {
                    refused(each.getKey() + " to " + path, workbench.send("POST", path, BodyPublishers.ofByteArray(each.getValue())));
                }
            }
            ProcessMemory after = ProcessMemory.of(workbench.process().pid());
            System.out.printf("60 hostile jars and 20 pictures: heap %.1f to %.1f MiB, resident %.1f to %.1f MiB%n",
                    before.heap(), after.heap(), before.resident(), after.resident());
            assertTrue(after.heap() - before.heap() < MOST && after.resident() - before.resident() < MOST, before + " became " + after);
            assertTrue(!Files.readString(home.resolve("log/mezzotint.log")).contains("OutOfMemoryError"));
        }
    }

    /** The watched folder takes the same way; a hostile jar has its refusal beside it. */
    @Test
    void a_hostile_jar_in_the_watched_folder_is_refused_in_words() throws Exception {
        Files.createDirectories(home.resolve("plugins"));
        var all = new LinkedHashMap<String, byte[]>();
        all.put("manifest.jar", new RawZip().bomb(MANIFEST, 3000, 3000L << 20).bytes());
        all.put("twice.jar", new RawZip().manifest("org.example.first").manifest("mezzotint.manager").bytes());
        all.put("entries.jar", entries(40_000).bytes());
        all.put("name.jar", new RawZip().manifest("system.bundle").bytes());
        all.put("count.jar", entries(100).count(3).bytes());
        for (Map.Entry<String, byte[]> each : all.entrySet()) {
            Files.write(home.resolve("plugins").resolve(each.getKey()), each.getValue());
        }
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            for (String each : all.keySet()) {
                Path beside = home.resolve("plugins").resolve(each + ".refused");
                for (int i = 0; i < 600 && !Files.exists(beside); i++) {
                    Thread.sleep(50);
                }
                assertTrue(Files.readString(beside).startsWith("the "), each);
            }
            assertEquals("[]", workbench.get("/api/plugins/plans").toString());
        }
    }

    private static void refused(String what, HttpResponse<String> answer) {
        assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, what + " is answered with " + answer.statusCode() + ": " + answer.body());
        JsonObject problem = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertTrue(problem.get("detail").getAsString().length() > 10, what + ": " + problem);
    }

    /** Once everything that works: classes are loaded and buffers made then. */
    private static void warm(OtherWorkbench workbench) throws Exception {
        for (int i = 0; i < 5; i++) {
            byte[] jar = new TestJar("org.example.warm" + i, "1.0.0").plugin(StepHook.class, BadPlugins.Harmless.class).bytes();
            assertEquals(200, workbench.change("POST", "?plan", jar).statusCode());
            workbench.change("POST", "?plan", Arrays.copyOf(jar, 300));
            byte[] png = png(8, 8, chunk("IDAT", zlib(new byte[8 * 25])));
            assertEquals(201, workbench.send("POST", "/api/uploads", BodyPublishers.ofByteArray(png)).statusCode());
            workbench.send("POST", "/api/infotext", BodyPublishers.ofByteArray(png));
        }
    }

    private void family(String name, IntFunction<RawZip> member) {
        for (int i = 0; i < EACH; i++) {
            int number = i;
            jars.put(name + " " + i, () -> member.apply(number).bytes());
        }
    }

    private void makeJars() {
        family("manifest of gigabytes", i -> new RawZip().bomb(MANIFEST, 1000 + random.nextInt(2000), 1_500_000_000L + i));
        family("manifest that is larger than it says", i -> new RawZip().bomb(MANIFEST, 1000 + random.nextInt(2000), 300 + random.nextInt(300)));
        family("entries", i -> entries(new int[] {20_001, 40_000, 65_534, 200_000, 1_000_000}[i]));
        family("entries that the end denies", i -> entries(30_000 + random.nextInt(30_000)).count(1 + random.nextInt(1000)));
        family("directory of megabytes", i -> entries(1000).comment(9_000 + random.nextInt(50_000)));
        family("class of gigabytes", i -> new RawZip().manifest("org.example.a").bomb("org/example/A" + i + ".class", 600 + random.nextInt(400),
                i % 2 == 0 ? 2_000_000_000L : 500));
        family("nested jar", this::nested);
        family("zip64", i -> new RawZip().manifest("org.example.a").add(new RawZip.Entry("a" + i, new byte[9], false, 0xFFFFFFFFL, 0)).count(i % 2 == 0 ? 0xFFFF : 2));
        family("second manifest", i -> new RawZip().manifest("org.example.a").text(MANIFESTS.get(random.nextInt(MANIFESTS.size())), RawZip.manifestOf("mezzotint.manager")));
        family("symbolic name", i -> new RawZip().manifest(NAMES.get((random.nextInt(3) + 3 * i) % NAMES.size())));
        family("overlap", i -> {
            var zip = new RawZip().manifest("org.example.a");
            for (int j = 0; j < 50 + random.nextInt(1000); j++) {
                zip.bomb("a" + j + ".class", 1, 1 << 20);
            }
            return zip.overlapping();
        });
        family("content of gigabytes", i -> {
            var zip = new RawZip().manifest("org.example.a");
            for (int j = 0; j < 3 + random.nextInt(3); j++) {
                zip.bomb("a" + j, 400, 400L << 20);
            }
            return zip;
        });
    }

    private static RawZip entries(int count) {
        var zip = new RawZip().manifest("org.example.a");
        for (int i = 1; i < count; i++) {
            zip.stored(Integer.toString(i, 36), new byte[0]);
        }
        return zip;
    }

    private RawZip nested(int i) {
        byte[] inner = switch (i) {
            case 0 -> entries(50_000).bytes();
            case 1 -> new RawZip().bomb("A.class", 900, 1000).bytes();
            case 2 -> new RawZip().text("a", "a").text("A", "b").bytes();
            case 3 -> entries(30_000).count(5).bytes();
            default -> new RawZip().bomb("x", 3000, 3000L << 20).bytes();
        };
        return new RawZip().text(MANIFEST, RawZip.manifestOf("org.example.a").replace("\r\n\r\n", "\r\nBundle-ClassPath: lib.jar\r\n\r\n")).stored("lib.jar", inner);
    }

    private void makePictures() throws IOException {
        byte[] data = chunk("IDAT", zlib(new byte[100]));
        for (int side : new int[] {Integer.MAX_VALUE, 65_535, 1 << 20, -1, 0}) {
            pictures.put("png of side " + side, png(side, side, data));
        }
        for (int megabytes : new int[] {100, 300, 600, 900}) {
            byte[] bomb = zlib(new byte[megabytes << 20]);
            pictures.put("zTXt of " + megabytes, png(8, 8, chunk("zTXt", "parameters\0\0".getBytes(), bomb), data));
            pictures.put("iTXt of " + megabytes, png(8, 8, chunk("iTXt", "parameters\0\1\0\0\0".getBytes(), bomb), data));
        }
        pictures.put("iCCP", png(8, 8, chunk("iCCP", "a\0\0".getBytes(), zlib(new byte[400 << 20])), data));
        for (int length : new int[] {Integer.MAX_VALUE, -1, 1 << 30}) {
            byte[] png = png(8, 8, data);
            ByteBuffer.wrap(png).putInt(33, length);
            pictures.put("chunk of " + length, png);
        }
        pictures.put("png without image data", png(8, 8));
        pictures.put("jpeg", new byte[] {-1, -40, -1, -64, 0, 17, 8, -1, -1, -1, -1, 3, 1, 34, 0, 2, 17, 1, 3, 17, 1});
        pictures.put("gif", "GIF89a\u00FF\u00FF\u00FF\u00FF\0\0\0,\0\0\0\0\u00FF\u00FF\u00FF\u00FF\0".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** An RGB picture of 8 bits with those chunks. */
    private static byte[] png(int width, int height, byte[]... chunks) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        out.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}).array()));
        Arrays.stream(chunks).forEach(out::writeBytes);
        out.writeBytes(chunk("IEND"));
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(parts).forEach(content::writeBytes);
        var crc = new CRC32();
        crc.update(content.toByteArray());
        return ByteBuffer.allocate(content.size() + 8).putInt(content.size() - 4).put(content.toByteArray()).putInt((int) crc.getValue()).array();
    }

    private static byte[] zlib(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length / 100 + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}
