package mezzotint.upscaler.resize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import mezzotint.image.Image;
import mezzotint.libs.pixels.Resampling;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.testkit.PostProcessorContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeTest implements PostProcessorContract<Resize.Params> {

    private final Image picture = Image.paint(20, 13, (x, y) -> x * 12 << 16 | y * 19 << 8 | (x * y) % 256);

    @Override
    public Resize processor() {
        return new Resize();
    }

    private Image resized(Map<String, Object> params) {
        return processor().apply(picture, Parameters.of(processor(), params));
    }

    @ParameterizedTest
    @CsvSource({"2,0,0,true,40,26", "1.5,0,0,true,30,20", "0.5,0,0,true,10,6", "1,64,64,true,64,64", "1,8,200,false,8,200", "1,64,0,true,20,13", "0.01,0,0,true,1,1"})
    void theSizeIsAsAsked(double scale, int width, int height, boolean crop, int wide, int tall) {
        Image out = resized(Map.of("scale", scale, "width", width, "height", height, "crop", crop));
        assertEquals(List.of(wide, tall), List.of(out.width(), out.height()));
    }

    /** Of a wide picture a square shows the middle. */
    @Test
    void whatSticksOutIsCutOffOnBothSides() {
        Image square = resized(Map.of("filter", "nearest", "width", 13, "height", 13));
        assertEquals(picture.rgb(3, 4), square.rgb(0, 4));
        assertEquals(picture.rgb(15, 4), square.rgb(12, 4));
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void eachFilterMakesItsOwn(Resampling filter) {
        assertArrayEquals(filter.resize(picture, 40, 26).toTensor().toArray(), resized(Map.of("filter", filter.name().toLowerCase())).toTensor().toArray());
    }

    @Test
    void whatWouldBeTooLargeIsRefused() {
        Image wide = Image.paint(5000, 1, (x, y) -> 0);
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> processor().apply(wide, Parameters.of(processor(), Map.of("scale", 4)))).kind());
    }
}
