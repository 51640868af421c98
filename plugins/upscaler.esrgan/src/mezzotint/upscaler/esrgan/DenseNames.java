package mezzotint.upscaler.esrgan;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mezzotint.plugin.Problem;

/**
 * Where the convolutions of an ESRGAN stand in a file.
 *
 * @param names from the names of BasicSR's RRDBNet to those of the file, both without {@code .weight}
 * @param enlarging the convolutions that each follow a doubling of the size, as the file names them
 * @param before the last but one, as the file names it
 * @param last the last
 */
record DenseNames(NamedWeights weights, UnaryOperator<String> names, List<String> enlarging, String before, String last) {

    /** More would take pictures wider than a number in Java. */
    private static final int MOST = 64;

    /** The file's names, by which of the three ways of naming them it has; nothing if it is another network. */
    static Optional<DenseNames> of(NamedWeights weights) {
        if (weights.has("body.0.rdb1.conv1.weight")) {
            return Optional.of(new DenseNames(weights, UnaryOperator.identity(), List.of("conv_up1", "conv_up2"), "conv_hr", "conv_last"));
        }
        if (weights.has("RRDB_trunk.0.RDB1.conv1.weight")) {
            UnaryOperator<String> names = name -> name.equals("conv_body") ? "trunk_conv" : name.replace("body", "RRDB_trunk").replace("rdb", "RDB");
            return Optional.of(new DenseNames(weights, names, List.of("upconv1", "upconv2"), "HRconv", "conv_last"));
        }
        return weights.has("model.1.sub.0.RDB1.conv1.0.weight") ? Optional.of(numbered(weights)) : Optional.empty();
    }

    /** As in most networks that users trained: numbers in a list of layers. */
    private static DenseNames numbered(NamedWeights weights) {
        List<String> layers = IntStream.range(2, MOST).mapToObj(i -> "model." + i).filter(name -> weights.has(name + ".weight")).toList();
        if (layers.size() < 2) {
            throw Problem.invalid("the file has no layers after model.1", "choose another file");
        }
        int trunk = (int) IntStream.range(0, MOST * MOST).takeWhile(i -> weights.has("model.1.sub." + i + ".RDB1.conv1.0.weight")).count();
        UnaryOperator<String> names = name -> switch (name) {
            case "conv_first" -> "model.0";
            case "conv_body" -> "model.1.sub." + trunk;
            default -> name.replaceFirst("^body", "model.1.sub").replace("rdb", "RDB") + ".0";
        };
        return new DenseNames(weights, names, layers.subList(0, layers.size() - 2), layers.get(layers.size() - 2), layers.get(layers.size() - 1));
    }

    /** The name in the file of a convolution of BasicSR's network. */
    String inFile(String name) {
        return names.apply(name);
    }
}
