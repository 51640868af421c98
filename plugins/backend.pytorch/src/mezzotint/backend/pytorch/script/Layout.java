package mezzotint.backend.pytorch.script;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mezzotint.graph.Node;
import mezzotint.graph.Pattern;

/** Operations that move values and compute nothing. */
final class Layout {

    private Layout() {}

    static String concat(Node node, Script script) {
        List<String> parts = IntStream.range(0, node.inputs().size()).mapToObj(i -> script.value(node, i)).toList();
        return script.let("torch.cat([%s], %d)", String.join(", ", parts), node.integer("axis"));
    }

    static String slice(Node node, Script script) {
        return script.let("torch.slice(%s, %d, %d, %d)", script.value(node, 0), node.integer("axis"), node.integer("from"), node.integer("to"));
    }

    static String upsample(Node node, Script script) {
        int[] shape = script.shape(node.name());
        return script.let("torch.upsample_nearest2d(%s, [%d, %d], None, None)", script.value(node, 0), shape[2], shape[3]);
    }

    /** Split axes, put them in order, join them; each only where it is needed. */
    static String rearrange(Node node, Script script) {
        Pattern pattern = Pattern.parse(node.text("pattern"));
        int[] given = script.shape(node.inputs().get(0));
        Map<String, Integer> lengths = pattern.lengths(given, known(node, script));
        List<String> from = Pattern.names(pattern.from());
        List<String> to = Pattern.names(pattern.to());
        int[] split = from.stream().mapToInt(lengths::get).toArray();
        int[] moved = to.stream().mapToInt(lengths::get).toArray();
        String x = reshape(script, script.value(node, 0), given, split);
        if (!from.equals(to)) {
            x = script.let("torch.permute(%s, %s)", x, Script.list(to.stream().mapToInt(from::indexOf).toArray()));
        }
        return reshape(script, x, moved, script.shape(node.name()));
    }

    private static Map<String, Integer> known(Node node, Script script) {
        var lengths = new HashMap<String, Integer>();
        node.attributes().forEach((name, value) -> {
            if (value instanceof Integer length) {
                lengths.put(name, length);
            }
        });
        if (node.inputs().size() > 1) {
            List<String> names = Pattern.names(Pattern.side(node.text("like")));
            int[] like = script.shape(node.inputs().get(1));
            IntStream.range(0, names.size()).filter(i -> !names.get(i).equals("_")).forEach(i -> lengths.put(names.get(i), like[i]));
        }
        return lengths;
    }

    private static String reshape(Script script, String x, int[] from, int[] to) {
        return Arrays.equals(from, to) ? x : script.let("torch.reshape(%s, %s)", x, Script.list(to));
    }
}
