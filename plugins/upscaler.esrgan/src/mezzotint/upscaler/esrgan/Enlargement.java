package mezzotint.upscaler.esrgan;

import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.image.Image;
import mezzotint.tensor.Tensor;

/**
 * A picture made larger tile by tile, so that memory depends on the tile and not on the picture.
 *
 * @param tile pixels along each side, without what they overlap
 */
record Enlargement(UpscalerNetwork network, Program program, int tile) {

    Image of(Image small) {
        int factor = network.factor();
        int width = small.width() * factor;
        int[] pixels = new int[width * small.height() * factor];
        Tiles columns = Tiles.of(small.width(), tile, network.reach());
        Tiles rows = Tiles.of(small.height(), tile, network.reach());
        rows.all().forEach(row -> columns.all().forEach(column -> {
            Image large = run(small, columns.start(column), rows.start(row), columns.each(), rows.each());
            for (int y = rows.from(row) * factor; y < rows.to(row) * factor; y++) {
                for (int x = columns.from(column) * factor; x < columns.to(column) * factor; x++) {
                    pixels[y * width + x] = large.rgb(x - columns.start(column) * factor, y - rows.start(row) * factor);
                }
            }
        }));
        return Image.paint(width, small.height() * factor, (x, y) -> pixels[y * width + x]);
    }

    /** What the network makes of a part of the picture; at its right and lower end, where it wants even sizes, pixels of the edge are added. */
    private Image run(Image small, int left, int top, int width, int height) {
        int multiple = network.multiple();
        Image part = Image.paint(-Math.floorDiv(-width, multiple) * multiple, -Math.floorDiv(-height, multiple) * multiple,
                (x, y) -> small.rgb(left + Math.min(x, width - 1), top + Math.min(y, height - 1)));
        String input = network.graph().inputs().get(0).name();
        return Image.of(program.run(Map.of(input, squares(part.toTensor(), multiple))).get("image.large"));
    }

    /** Squares of pixels as channels, each colour's by themselves: [1, 3 side side, height / side, width / side]. */
    static Tensor squares(Tensor picture, int side) {
        if (side == 1) {
            return picture;
        }
        int width = picture.size(3) / side;
        int height = picture.size(2) / side;
        float[] in = picture.toArray();
        float[] out = new float[in.length];
        for (int i = 0; i < out.length; i++) {
            int channel = i / (width * height);
            int y = i / width % height * side + channel % (side * side) / side;
            int x = i % width * side + channel % side;
            out[i] = in[(channel / (side * side) * picture.size(2) + y) * picture.size(3) + x];
        }
        return Tensor.of(out, 1, 3 * side * side, height, width);
    }
}
