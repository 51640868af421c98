package template.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mezzotint.image.Image;
import mezzotint.testkit.PostProcessorContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements PostProcessorContract<Example.Params> {

    @Override
    public Example processor() {
        return new Example();
    }

    @Test
    void framesThePicture() {
        Image framed = new Example().apply(Image.paint(2, 2, (x, y) -> 0x123456), new Example.Params(1, 255));
        assertEquals(4, framed.width());
        assertEquals(0xFFFFFF, framed.rgb(0, 0));
        assertEquals(0x123456, framed.rgb(1, 1));
    }
}
