package mezzotint.caption.wd14;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mezzotint.image.Caption;
import mezzotint.image.Image;
import mezzotint.libs.pixels.Resampling;
import mezzotint.plugin.Problem;

/**
 * A tagger in memory: a network that takes pictures [1, side, side, 3] in blue, green and red from 0 to 255, and gives a probability for each tag. For one
 * thread at a time.
 *
 * @param folder where its files are
 */
record Tagger(Path folder, TagList tags, OrtSession session, int side) implements AutoCloseable {

    static final String NETWORK = "model.onnx";
    static final String TAGS = "selected_tags.csv";
    /** Of most taggers, where a network does not say. */
    private static final int USUAL_SIDE = 448;
    private static final int WHITE = 0xFFFFFF;
    /** Longer side of a picture that is laid into a square as it is. */
    private static final int LONGEST = 4096;

    /** @throws Problem of kind {@code INVALID} if its files are damaged, or do not belong together */
    static Tagger open(Path folder) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1); // pictures want the other cores
            TagList tags = TagList.read(folder.resolve(TAGS));
            OrtSession session = OrtEnvironment.getEnvironment().createSession(folder.resolve(NETWORK).toString(), options);
            try {
                return new Tagger(folder, tags, session, side(folder, session, tags));
            } catch (RuntimeException | OrtException e) {
                session.close();
                throw e;
            }
        } catch (IOException | OrtException e) {
            throw Problem.invalid("the tagger in " + folder.getFileName() + " cannot be read: " + e.getMessage(), "download its files again");
        }
    }

    private static int side(Path folder, OrtSession session, TagList tags) throws OrtException {
        long[] in = shape(session.getInputInfo().values().iterator().next().getInfo());
        long[] out = shape(session.getOutputInfo().values().iterator().next().getInfo());
        boolean fits = in.length == 4 && in[3] == 3 && in[1] == in[2] && out.length == 2 && (out[1] == tags.names().size() || out[1] < 0);
        if (!fits) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "the network in " + folder.getFileName() + " takes " + Arrays.toString(in) + " and gives "
                    + Arrays.toString(out) + " where [1, side, side, 3] and [1, " + tags.names().size() + "], one for each line of " + TAGS + ", are needed",
                    "take a tagger of the WD14 convention");
        }
        return in[1] > 0 ? (int) in[1] : USUAL_SIDE;
    }

    private static long[] shape(Object info) {
        return info instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
    }

    /** How sure the network is of each tag, the surest first. */
    List<Caption.Tag> recognize(Image image) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values(image)), new long[] {1, side, side, 3});
                OrtSession.Result result = session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            if (!(result.get(0).getValue() instanceof float[][] rows)) {
                throw new Problem(Problem.Kind.UNSUPPORTED, "the network in " + folder.getFileName() + " gives no 32-bit numbers",
                        "take a tagger of the WD14 convention");
            }
            float[] scores = rows[0];
            checkProbabilities(scores);
            return IntStream.range(0, Math.min(scores.length, tags.names().size())).mapToObj(i -> new Caption.Tag(tags.names().get(i), tags.kinds()
                    .get(i), scores[i]))
                    .sorted(Comparator.comparing(Caption.Tag::score).reversed()).toList();
        } catch (OrtException e) {
            throw Problem.invalid("the tagger in " + folder.getFileName() + " cannot be run: " + e.getMessage(), "download its files again");
        }
    }

    private void checkProbabilities(float[] scores) {
        for (float score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new Problem(Problem.Kind.UNSUPPORTED, "the network in " + folder.getFileName() + " gives " + score + ", which is no probability",
                        "take a tagger of the WD14 convention");
            }
        }
    }

    private float[] values(Image image) {
        Image small = Resampling.BICUBIC.resize(square(image), side, side);
        float[] out = new float[side * side * 3];
        for (int i = 0; i < out.length; i++) {
            out[i] = small.rgb(i / 3 % side, i / 3 / side) >> 8 * (i % 3) & 255;
        }
        return out;
    }

    /** White around it makes a square of the picture; one that is long is made smaller before, since its square would take gigabytes. */
    private static Image square(Image given) {
        double part = Math.min(1, (double) LONGEST / Math.max(given.width(), given.height()));
        Image image = part == 1 ? given
                : Resampling.BICUBIC.resize(given, (int) Math.max(1, given.width() * part), (int) Math.max(1, given.height() * part));
        int edge = Math.max(image.width(), image.height());
        int left = (edge - image.width()) / 2;
        int top = (edge - image.height()) / 2;
        return Image.paint(edge, edge, (x, y) -> {
            boolean inside = x >= left && y >= top && x < left + image.width() && y < top + image.height();
            return inside ? image.rgb(x - left, y - top) : WHITE;
        });
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
