package mezzotint.backend.java;

import static mezzotint.backend.java.Bench.at;
import static mezzotint.backend.java.Bench.check;
import static mezzotint.backend.java.Bench.random;
import static mezzotint.backend.java.Bench.run;
import static mezzotint.backend.java.Bench.shape;

import java.util.List;
import java.util.stream.IntStream;
import mezzotint.graph.Op;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {

    @ParameterizedTest
    @CsvSource({"1,3,3,1,0,0,0,0", "1,3,3,1,1,1,1,1", "2,3,3,2,0,0,1,1", "1,1,1,1,0,0,0,0", "3,3,2,2,1,0,2,1", "6,5,3,1,2,1,2,1"})
    void convolves(int groups, int h, int w, int stride, int top, int left, int bottom, int right) {
        Tensor x = random(2, 6, 19, 23);
        Tensor weight = random(18, 6 / groups, h, w);
        Tensor bias = random(18);
        Tensor y = run(Op.CONVOLVE, List.of(x, weight, bias), "stride", stride, "groups", groups, "padding", List.of(top, left, bottom, right));
        int[] shape = {2, 18, (19 + top + bottom - h) / stride + 1, (23 + left + right - w) / stride + 1};
        check(y, shape, i -> {
            double sum = at(bias, i[1]);
            for (int c = 0; c < 6 / groups; c++) {
                for (int p = 0; p < h * w; p++) {
                    int row = i[2] * stride + p / w - top;
                    int column = i[3] * stride + p % w - left;
                    boolean inside = row >= 0 && row < 19 && column >= 0 && column < 23;
                    sum += inside ? at(x, i[0], i[1] / (18 / groups) * (6 / groups) + c, row, column) * at(weight, i[1], c, p / w, p % w) : 0;
                }
            }
            return sum;
        });
    }

    @Test
    void convolvesManyChannelsWithoutBias() {
        Tensor x = random(1, 70, 5, 7);
        Tensor weight = random(33, 70, 3, 3);
        check(run(Op.CONVOLVE, List.of(x, weight)), shape(1, 33, 3, 5), i -> IntStream.range(0, 630)
                .mapToDouble(p -> at(x, 0, p / 9, i[2] + p % 9 / 3, i[3] + p % 3) * at(weight, i[1], p / 9, p % 9 / 3, p % 3)).sum());
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,5,7", "3,131,259", "67,130,300"})
    void multipliesByWeights(int rows, int in, int out) {
        Tensor x = random(2, rows, in);
        Tensor weight = random(out, in);
        Tensor bias = random(out);
        check(run(Op.LINEAR, List.of(x, weight, bias)), shape(2, rows, out), i -> at(bias, i[2])
                + IntStream.range(0, in).mapToDouble(k -> at(x, i[0], i[1], k) * at(weight, i[2], k)).sum());
    }

    @ParameterizedTest
    @CsvSource({"1,1,false", "70,70,true", "130,77,false", "9,9,true"})
    void attends(int n, int m, boolean causal) {
        Tensor q = random(2, n, 12);
        Tensor k = random(2, m, 12);
        Tensor v = random(2, m, 15);
        Tensor mask = random(3, 1, m);
        Tensor y = run(Op.ATTEND, List.of(q, k, v, mask), "heads", 3, "causal", causal);
        check(y, shape(2, n, 15), i -> {
            double sum = 0;
            double all = 0;
            for (int j = 0; j < m && (!causal || j <= i[1]); j++) {
                double score = 0;
                for (int d = i[2] / 5 * 4; d < i[2] / 5 * 4 + 4; d++) {
                    score += at(q, i[0], i[1], d) * at(k, i[0], j, d) / 2;
                }
                double e = Math.exp(score + at(mask, i[2] / 5, 0, j));
                sum += e * at(v, i[0], j, i[2]);
                all += e;
            }
            return sum / all;
        });
    }

    @Test
    void normalizes() {
        Tensor x = random(2, 6, 5, 7);
        Tensor weight = random(6);
        Tensor bias = random(6).times(2);
        check(run(Op.GROUP_NORM, List.of(x, weight, bias), "groups", 2, "epsilon", 0.1), x.shape(), i -> {
            double[] v = IntStream.range(0, 105).mapToDouble(p -> at(x, i[0], i[1] / 3 * 3 + p / 35, p / 7 % 5, p % 7)).toArray();
            return normal(v, at(x, i), 0.1, true) * at(weight, i[1]) + at(bias, i[1]);
        });
        Tensor rows = random(3, 5, 6);
        check(run(Op.LAYER_NORM, List.of(rows, weight, bias), "epsilon", 0.1), rows.shape(), i ->
                normal(row(rows, i), at(rows, i), 0.1, true) * at(weight, i[2]) + at(bias, i[2]));
        check(run(Op.LAYER_NORM, List.of(rows), "epsilon", 0.1), rows.shape(), i -> normal(row(rows, i), at(rows, i), 0.1, true));
        check(run(Op.RMS_NORM, List.of(rows, weight), "epsilon", 0.1), rows.shape(), i ->
                normal(row(rows, i), at(rows, i), 0.1, false) * at(weight, i[2]));
        check(run(Op.RMS_NORM, List.of(rows), "epsilon", 0.1), rows.shape(), i -> normal(row(rows, i), at(rows, i), 0.1, false));
    }

    private static double[] row(Tensor x, int... i) {
        return IntStream.range(0, x.size(2)).mapToDouble(c -> at(x, i[0], i[1], c)).toArray();
    }

    private static double normal(double[] all, double v, double epsilon, boolean centred) {
        double mean = centred ? IntStream.range(0, all.length).mapToDouble(i -> all[i]).average().orElseThrow() : 0;
        double square = IntStream.range(0, all.length).mapToDouble(i -> Math.pow(all[i] - mean, 2)).average().orElseThrow();
        return (v - mean) / Math.sqrt(square + epsilon);
    }

    /** Values of Python's math.erf and of the functions' definitions at -1.5, 0 and 0.7. */
    @ParameterizedTest
    @CsvSource({"silu,-0.273638,0.467732", "gelu,-0.100211,0.530625", "gelu_tanh,-0.100428,0.530571", "quick_gelu,-0.108338,0.536894",
        "tanh,-0.905148,0.604368", "relu,0,0.7", "leaky_relu,-0.015,0.7"})
    void activates(String function, double low, double high) {
        Tensor y = run(Op.ACTIVATE, List.of(Tensor.of(new float[] {-1.5f, 0, 0.7f}, 3)), "function", function);
        check(y, shape(3), i -> new double[] {low, 0, high}[i[0]]);
    }

    @Test
    void broadcasts() {
        Tensor a = random(2, 3, 1, 5);
        Tensor b = random(3, 4, 1);
        check(run(Op.ADD, List.of(a, b)), shape(2, 3, 4, 5), i -> at(a, i[0], i[1], 0, i[3]) + at(b, i[1], i[2], 0));
        check(run(Op.MULTIPLY, List.of(b, a)), shape(2, 3, 4, 5), i -> at(a, i[0], i[1], 0, i[3]) * at(b, i[1], i[2], 0));
        check(run(Op.SCALE, List.of(b), "factor", 2.5, "offset", -1), shape(3, 4, 1), i -> at(b, i) * 2.5 - 1);
    }

    @Test
    void joinsAndCuts() {
        Tensor a = random(2, 3, 4);
        Tensor b = random(2, 2, 4);
        check(run(Op.CONCAT, List.of(a, b), "axis", 1), shape(2, 5, 4), i -> i[1] < 3 ? at(a, i) : at(b, i[0], i[1] - 3, i[2]));
        check(run(Op.SLICE, List.of(a), "axis", 1, "from", 1, "to", 3), shape(2, 2, 4), i -> at(a, i[0], i[1] + 1, i[2]));
    }

    @Test
    void rearranges() {
        Tensor x = random(2, 3, 5, 7);
        Tensor rows = run(Op.REARRANGE, List.of(x), "pattern", "b c h w -> b (h w) c");
        check(rows, shape(2, 35, 3), i -> at(x, i[0], i[2], i[1] / 7, i[1] % 7));
        check(run(Op.REARRANGE, List.of(rows, x), "pattern", "b (h w) c -> b c h w", "like", "_ _ h w"), x.shape(), i -> at(x, i));
        check(run(Op.REARRANGE, List.of(random(4, 6)), "pattern", "b (p c) -> p b c 1", "c", 2), shape(3, 4, 2, 1),
                i -> at(random(4, 6), i[1], i[0] * 2 + i[2]));
    }

    @Test
    void enlarges() {
        Tensor x = random(1, 2, 3, 4);
        check(run(Op.UPSAMPLE, List.of(x)), shape(1, 2, 6, 8), i -> at(x, 0, i[1], i[2] / 2, i[3] / 2));
        check(run(Op.UPSAMPLE, List.of(x, random(1, 9, 5, 7))), shape(1, 2, 5, 7), i -> at(x, 0, i[1], i[2] * 3 / 5, i[3] * 4 / 7));
    }

    @Test
    void embeds() {
        Tensor rows = random(5, 3);
        Tensor indices = Tensor.of(new float[] {4, 0, 2, 2}, 2, 2);
        check(run(Op.EMBED, List.of(indices, rows)), shape(2, 2, 3), i -> at(rows, (int) at(indices, i[0], i[1]), i[2]));
    }

    @ParameterizedTest
    @CsvSource({"true,0", "false,1"})
    void embedsTimes(boolean cosineFirst, double shift) {
        Tensor times = Tensor.of(new float[] {0, 1, 37.5f}, 3);
        Tensor y = run(Op.TIME_EMBED, List.of(times), "width", 8, "cosineFirst", cosineFirst, "shift", shift);
        check(y, shape(3, 8), i -> {
            double angle = at(times, i[0]) * Math.pow(10000, -(i[1] % 4) / (4 - shift));
            return i[1] < 4 == cosineFirst ? Math.cos(angle) : Math.sin(angle);
        });
    }
}
