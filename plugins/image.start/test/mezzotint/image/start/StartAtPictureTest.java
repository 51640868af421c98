package mezzotint.image.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mezzotint.control.GenerationContext;
import mezzotint.control.Strength;
import mezzotint.image.Image;
import mezzotint.libs.pixels.Fitting;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.ImageToImageContract;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StartAtPictureTest implements ImageToImageContract<StartAtPicture.Params> {

    @Override
    public StartAtPicture start() {
        return new StartAtPicture();
    }

    @Test
    void missesThePicture() {
        assertEquals("image has no picture", assertThrows(Problem.class, () -> start().steps(10, new StartAtPicture.Params())).getMessage());
    }

    private static StartAtPicture.Params params(double strength, boolean exact, Strength.Counting from) {
        return new StartAtPicture.Params("upload:1", strength, Fitting.JUST, 1, 0, exact, false, from);
    }

    @Test
    @Tag(Goldens.TAG)
    void takesAsManyStepsAsA1111() {
        for (JsonElement each : Goldens.json("schedules/schedules.json").getAsJsonObject().getAsJsonArray("a1111_img2img_steps")) {
            JsonObject row = each.getAsJsonObject();
            int asked = row.get("steps").getAsInt();
            var part = new Strength(row.get("denoise").getAsDouble(), row.get("fix_steps").getAsBoolean(), Strength.Counting.A1111);
            if (row.get("run_steps").getAsInt() == 0) {
                assertThrows(Problem.class, () -> part.schedule(asked), row.toString());
                continue;
            }
            assertEquals(row.get("run_steps").getAsInt(), part.schedule(asked), row.toString());
            assertEquals(row.get("t_enc").getAsInt() + 1, part.left(asked), row.toString());
        }
    }

    /** Three levels more of the schedule, above those of the run. */
    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> beginsWhereA1111Begins() {
        return Stream.of("img2img_euler_0.6", "img2img_dpmpp_2m_karras_0.5", "img2img_euler_a_0.75").map(run -> DynamicTest.dynamicTest(run, () -> assertBegins(run)));
    }

    private static void assertBegins(String run) {
        JsonObject told = Goldens.json("pipes/a1111.json").getAsJsonObject().getAsJsonObject(run);
        Safetensors file = Goldens.tensors("pipes/a1111/" + run + ".safetensors");
        double[] left = file.doubles("sigmas");
        double[] levels = new double[told.get("steps").getAsInt() + 1];
        Arrays.setAll(levels, i -> i < levels.length - left.length ? left[0] + levels.length - i : left[i - levels.length + left.length]);
        var context = new GivenContext(levels, () -> file.tensor("init_noise"), file.tensor("init_image_latents"));
        var start = new StartAtPicture().begin(context, params(told.get("denoise").getAsDouble(), false, Strength.Counting.A1111));
        assertArrayEquals(left, start.sigmas());
        int cells = start.x().size();
        Goldens.assertClose(run, Arrays.copyOf(file.doubles("cb_x"), cells), start.x().toArray(), 2e-6);
    }

    @Test
    void takesAsManyStepsAsDiffusers() {
        assertEquals(10, start().steps(10, params(0.55, false, Strength.Counting.DIFFUSERS)));
        assertEquals(5, new Strength(0.55, false, Strength.Counting.DIFFUSERS).left(10));
        assertEquals(10, new Strength(1, false, Strength.Counting.DIFFUSERS).left(10));
        Problem problem = assertThrows(Problem.class, () -> start().steps(10, params(0.09, false, Strength.Counting.DIFFUSERS)));
        assertEquals("a strength of 0.09 leaves none of 10 steps", problem.getMessage());
    }

    @Test
    void drawsTheSampleBeforeTheNoise() {
        double[] levels = {8, 4, 2, 1, 0};
        Tensor mean = new StartAtPicture().begin(context(levels), params(0.5, false, Strength.Counting.A1111)).x();
        Tensor sampled = new StartAtPicture().begin(context(levels), params(0.75, false, Strength.Counting.DIFFUSERS)).x();
        assertArrayEquals(new float[] {0.5f + 10 * 4}, mean.toArray(), "the first of the noise, at the second level");
        assertArrayEquals(new float[] {0.5f + 10 + 20 * 4}, sampled.toArray(), "a sample by the first, the second for the noise");
    }

    @Test
    void multipliesTheNoiseAndAddsMore() {
        var params = new StartAtPicture.Params("upload:1", 1, Fitting.JUST, 0.5, 0.25, false, false, Strength.Counting.A1111);
        assertArrayEquals(new float[] {0.5f + 10 * 0.5f * 4.25f}, new StartAtPicture().begin(context(4, 2, 1, 0), params).x().toArray());
    }

    @Test
    void givesThePictureTheColoursOfTheOldOneOnDemand() {
        Image made = Image.paint(8, 8, (x, y) -> x * 30 << 16 | y * 30 << 8);
        var corrected = new StartAtPicture.Params("upload:1", 1, Fitting.JUST, 1, 0, false, true, Strength.Counting.A1111);
        Image grey = new StartAtPicture().finish(made, context(1, 0), corrected);
        assertEquals(grey.rgb(7, 2) >> 16 & 255, grey.rgb(7, 2) & 255, 1, "the picture is black, so nothing has a colour");
        assertSame(made, new StartAtPicture().finish(made, context(1, 0), params(1, false, Strength.Counting.A1111)));
    }

    /** A cell of noise 10, 20, 30 and so on, and of a picture that is 0.5 everywhere. */
    private static GenerationContext context(double... levels) {
        var draws = new AtomicInteger();
        return new GivenContext(levels, () -> Tensor.of(new float[] {10 * draws.incrementAndGet()}, 1, 1, 1, 1), Tensor.of(new float[] {0.5f}, 1, 1, 1, 1));
    }
}
