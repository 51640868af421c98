package mezzotint.caption.wd14;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import mezzotint.image.Caption;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.testkit.CaptionerContract;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class Wd14Test implements CaptionerContract<Wd14.Params> {

    private static final Path ICONS = Goldens.model("Tagger/icons");
    private static final Wd14 TAGGER = new Wd14(new TaggerFolders(() -> List.of(Goldens.model(""))));
    private static final Wd14.Params ALL = new Wd14.Params("icons", 0, 0, 512, false, true, false);

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TAGGER.close();
    }

    @Override
    public Wd14 captioner() {
        return TAGGER;
    }

    private static Image picture(String file) throws IOException {
        BufferedImage read = ImageIO.read(Goldens.path("starter/" + file).toFile());
        return Image.paint(read.getWidth(), read.getHeight(), read::getRGB);
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> isAsSureAsTheReference() {
        JsonObject pictures = Goldens.json("tagger/tags.json").getAsJsonObject();
        return pictures.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            Map<String, Double> scores = TAGGER.describe(picture(entry.getKey()), ALL).tags().stream()
                    .collect(Collectors.toMap(Caption.Tag::name, Caption.Tag::score, Math::max));
            JsonArray surest = entry.getValue().getAsJsonArray();
            for (JsonElement tag : surest) {
                JsonObject wanted = tag.getAsJsonObject();
                assertEquals(wanted.get("score").getAsDouble(), scores.get(wanted.get("name").getAsString()), 1e-4, wanted.toString());
            }
            List<String> names = StreamSupport.stream(surest.spliterator(), false).map(tag -> tag.getAsJsonObject().get("name").getAsString()).limit(2).toList();
            assertTrue(names.containsAll(TAGGER.describe(picture(entry.getKey()), ALL).tags().stream().map(Caption.Tag::name).limit(1).toList()), names.toString());
        }));
    }

    @Test
    void keepsWhatIsAboveItsThreshold() throws IOException {
        Image apple = picture("00.png");
        assertEquals("fruit, red, health, red apple, food, apple", TAGGER.describe(apple, new Wd14.Params()).text());
        assertEquals("fruit, red, health, food, apple", TAGGER.describe(apple, new Wd14.Params("", 0.5, 0.99999, 74, false, true, true)).text());
        assertEquals(2, TAGGER.describe(apple, new Wd14.Params("", 0.5, 0.85, 2, false, true, true)).tags().size());
    }

    private Path tagger(String name, String tags) throws IOException {
        Path tagger = Files.createDirectories(folder.resolve("Tagger").resolve(name));
        Files.copy(ICONS.resolve("model.onnx"), tagger.resolve("model.onnx"));
        Files.writeString(tagger.resolve("selected_tags.csv"), tags);
        return tagger;
    }

    private Caption describe(String name) throws IOException {
        var tagger = new Wd14(new TaggerFolders(() -> List.of(folder)));
        try {
            return tagger.describe(picture("00.png"), new Wd14.Params(name, 0.5, 0.5, 74, true, true, true));
        } finally {
            tagger.close();
        }
    }

    @Test
    void writesTagsAsAPromptWantsThem() throws IOException {
        String tags = Files.readString(ICONS.resolve("selected_tags.csv")).replaceFirst("(?m)^(\\d+),red,0,", "$1,\"red_(\"\"hot\"\", bright)\",0,")
                .replaceFirst("(?m)^(\\d+),fruit,0,", "$1,sweet,9,");
        tagger("other", tags);
        assertEquals("sweet, red \\(\"hot\", bright\\), health, red apple, food, apple", describe("Other").text());
    }

    @TestFactory
    Stream<DynamicTest> saysWhatIsWrongInItsFiles() {
        return Stream.of("", "id,tag\n1,cat\n", "tag_id,name,category,count\n", "tag_id,name,category,count\n0,cat,0,0\n1,dog\n", "tag_id,name,category,count\n0,cat,x,0\n",
                "tag_id,name,category,count\n0,cat,0,0\n").map(tags -> DynamicTest.dynamicTest("\"" + tags.replace("\n", "|") + "\"", () -> {
            String name = "t" + Math.abs(tags.hashCode());
            tagger(name, tags);
            Problem problem = assertThrows(Problem.class, () -> describe(name));
            assertTrue(problem.kind() == Problem.Kind.INVALID || problem.kind() == Problem.Kind.UNSUPPORTED, problem.getMessage());
        }));
    }

    @Test
    void saysWhatIsWrongInItsNetwork() throws IOException {
        Path tagger = tagger("broken", Files.readString(ICONS.resolve("selected_tags.csv")));
        byte[] network = Files.readAllBytes(tagger.resolve("model.onnx"));
        for (int length : new int[] {0, 10, 1000, network.length / 2}) {
            Files.write(tagger.resolve("model.onnx"), Arrays.copyOf(network, length));
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> describe("broken")).kind());
        }
    }

    @Test
    void namesTheTaggersThatThereAre() {
        assertTrue(assertThrows(Problem.class, () -> TAGGER.describe(Image.paint(8, 8, (x, y) -> 0), new Wd14.Params("none such", 0.5, 0.5, 74, false, true, true)))
                .getMessage().contains("none such"));
        var without = new Wd14(new TaggerFolders(() -> List.of(folder)));
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> without.describe(Image.paint(8, 8, (x, y) -> 0), new Wd14.Params())).kind());
    }

    /** The square around it would have four thousand million pixels. */
    @Test
    void takesPicturesHoweverLong() {
        assertEquals(TAGGER.describe(Image.paint(40_000, 1, (x, y) -> 0), ALL).tags().size(), TAGGER.describe(Image.paint(1, 65_535, (x, y) -> 0), ALL).tags().size());
    }

    @Test
    void opensNothingWhenItWasSwitchedOff() {
        var tagger = new Wd14(new TaggerFolders(() -> List.of(Goldens.model(""))));
        tagger.close();
        assertEquals(Problem.Kind.CONFLICT, assertThrows(Problem.class, () -> tagger.describe(Image.paint(8, 8, (x, y) -> 0), ALL)).kind());
    }
}
