package mezzotint.libs.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag(Goldens.TAG)
class MaskGoldenTest {

    private static final Mask MASK = Mask.of(GoldenPictures.read("mask"));

    @Test
    void isAsBrightAsPillowSays() {
        GoldenPictures.assertSame("gray/L_from_rgb", Mask.of(GoldenPictures.read("pic1")).grey());
        GoldenPictures.assertSame("pil_invert_mask", MASK.inverted().grey());
    }

    @TestFactory
    Stream<DynamicTest> blursAsA1111() {
        return GoldenPictures.VALUES.names().stream().filter(name -> name.startsWith("mask_blur/")).map(name -> DynamicTest.dynamicTest(name, () -> {
            String[] sides = name.split("[/_]");
            GoldenPictures.assertSame(name, MASK.blurred(Integer.parseInt(sides[2]), Integer.parseInt(sides[3])).grey());
        }));
    }

    @TestFactory
    Stream<DynamicTest> blursAsPillow() {
        return Stream.of(1.0, 2.0, 4.5).flatMap(radius -> Stream.of("pil_gaussian_blur/", "pil_gaussian_blur_rgb/").map(kind -> {
            String name = kind + String.valueOf(radius).replace(".0", "");
            return DynamicTest.dynamicTest(name, () -> GoldenPictures.assertSame(name, blurred(kind.contains("rgb") ? GoldenPictures.read("pic1") : MASK.grey(), radius)));
        }));
    }

    private static Image blurred(Image picture, double radius) {
        return Layer.placed(picture, new Box(0, 0, picture.width(), picture.height()), picture.width(), picture.height()).blurred(radius).image();
    }

    @TestFactory
    Stream<DynamicTest> hasTheCellsOfA1111() {
        return Stream.of("16x12", "8x6").flatMap(size -> Stream.of(true, false).map(round -> {
            String name = "latent_mask/" + size + "/round_" + (round ? "True" : "False");
            int[] shape = GoldenPictures.VALUES.shape(name);
            return DynamicTest.dynamicTest(name, () -> Goldens.assertClose(name, GoldenPictures.VALUES.doubles(name),
                    MASK.blurred(4, 4).cells(round, 1, 1, shape[0], shape[1]).toArray(), 1e-6));
        }));
    }

    @Test
    void fillsAsA1111() {
        GoldenPictures.assertSame("masking_fill", MaskedFill.fill(GoldenPictures.read("pic2"), MASK));
    }

    @Test
    void isPlacedAndLaidOverAsInA1111() {
        Image made = GoldenPictures.read("pic2");
        Layer placed = Layer.placed(Fitting.CROP.fit(made, 40, 30), new Box(10, 12, 50, 42), 96, 80);
        assertEquals(bytes("uncrop"), bytes(placed));
        Raster file = GoldenPictures.raster("overlay");
        Layer overlay = Layer.of(96, IntStream.range(0, 96 * 80).map(i -> file.getSample(i % 96, i / 96, 3) << 24 | file.getSample(i % 96, i / 96, 0) << 16
                | file.getSample(i % 96, i / 96, 1) << 8 | file.getSample(i % 96, i / 96, 2)).toArray());
        GoldenPictures.assertSame("apply_overlay/paste/image", placed.under(overlay).image());
    }

    private static String bytes(String golden) {
        return Arrays.toString(Arrays.stream(GoldenPictures.VALUES.doubles(golden)).mapToInt(v -> (int) v).toArray());
    }

    private static String bytes(Layer layer) {
        return Arrays.toString(Arrays.stream(layer.argb()).flatMap(p -> IntStream.of(p >> 16 & 255, p >> 8 & 255, p & 255, p >>> 24)).toArray());
    }

    @Test
    void cutsOutThePartThatA1111Cuts() {
        JsonArray cases = Goldens.json("image/image_ops.json").getAsJsonObject().getAsJsonArray("crop_regions");
        assertTrue(cases.size() > 10);
        cases.asList().stream().map(JsonElement::getAsJsonObject).forEach(MaskGoldenTest::assertCut);
    }

    private static void assertCut(JsonObject given) {
        int[] size = ints(given.get("image"));
        int[] made = ints(given.get("processing"));
        Image picture = Image.paint(size[0], size[1], (x, y) -> given.getAsJsonArray("boxes").asList().stream().map(MaskGoldenTest::ints)
                .filter(box -> x >= box[0] && y >= box[1] && x < box[2] && y < box[3]).mapToInt(box -> box[4] * 0x010101).max().orElse(0));
        Optional<Box> box = Mask.of(picture).bounds().map(found -> found.padded(given.get("pad").getAsInt(), size[0], size[1]));
        assertEquals(given.get("get_crop_region_v2").isJsonNull(), box.isEmpty(), given.toString());
        box.ifPresent(found -> {
            assertEquals(box(given.get("get_crop_region_v2")), found, given.toString());
            assertEquals(box(given.get("expand_crop_region")), found.shaped(made[0], made[1], size[0], size[1]), given.toString());
        });
    }

    private static Box box(JsonElement json) {
        int[] sides = ints(json);
        return new Box(sides[0], sides[1], sides[2], sides[3]);
    }

    private static int[] ints(JsonElement json) {
        return json.getAsJsonArray().asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }
}
