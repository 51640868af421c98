package mezzotint.backend.pytorch.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.backend.pytorch.script.Added;
import mezzotint.backend.pytorch.script.Plan;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Pattern;

/**
 * Makes the time's part of every block in one product. Where the time has one row, what a block
 * adds to each channel of a convolution is a bias: the projections of all blocks become one linear
 * layer, with the biases of the convolutions in its own, and each convolution takes its slice.
 */
public final class TimeProjections implements Fusion {

    /** A convolution and the projection that is added to it. */
    private record Match(Node sum, Node convolution, Node projection) {

        int channels(Plan plan) {
            return plan.shape(projection.name())[1];
        }
    }

    @Override
    public Plan apply(Plan plan) {
        Map<String, List<Match>> matches = new LinkedHashMap<>();
        var uses = plan.uses();
        for (Node node : plan.nodes().values()) {
            Match match = node.op() == Op.ADD ? match(plan, uses, node) : null;
            if (match != null) {
                matches.computeIfAbsent(match.projection.inputs().get(0), k -> new ArrayList<>()).add(match);
            }
        }
        for (var group : matches.entrySet()) {
            plan = fuse(plan, group.getKey(), group.getValue());
        }
        return plan;
    }

    private static Match match(Plan plan, Map<String, Integer> uses, Node sum) {
        for (int i = 0; i < 2; i++) {
            Node convolution = plan.nodes().get(sum.inputs().get(i));
            Node spread = plan.nodes().get(sum.inputs().get(1 - i));
            if (is(convolution, Op.CONVOLVE, uses) && is(spread, Op.REARRANGE, uses) && perChannel(spread)) {
                Node projection = plan.nodes().get(spread.inputs().get(0));
                if (is(projection, Op.LINEAR, uses) && projection.inputs().size() == 3 && convolution.inputs().size() == 3
                        && plan.shape(projection.name()).length == 2 && plan.shape(projection.name())[0] == 1) {
                    return new Match(sum, convolution, projection);
                }
            }
        }
        return null;
    }

    private static boolean perChannel(Node spread) {
        Pattern pattern = Pattern.parse(spread.text("pattern"));
        return pattern.from().size() == 2 && pattern.to().size() == 4 && pattern.to().get(0).equals(pattern.from().get(0))
                && pattern.to().get(1).equals(pattern.from().get(1)) && pattern.to().get(2).isEmpty() && pattern.to().get(3).isEmpty();
    }

    private static boolean is(Node node, Op op, Map<String, Integer> uses) {
        return node != null && node.op() == op && uses.get(node.name()) == 1;
    }

    private static Plan fuse(Plan plan, String time, List<Match> group) {
        var added = new Added("time projections of " + time);
        List<String> biases = group.stream().map(m -> added.node("bias of " + m.convolution.name(), Op.ADD,
                List.of(m.projection.inputs().get(2), m.convolution.inputs().get(2)), Map.of(), m.channels(plan))).toList();
        int total = group.stream().mapToInt(m -> m.channels(plan)).sum();
        String weight = added.node("weight", Op.CONCAT, group.stream().map(m -> m.projection.inputs().get(1)).toList(),
                Map.of("axis", 0), total, plan.shape(time)[1]);
        String bias = added.node("bias", Op.CONCAT, biases, Map.of("axis", 0), total);
        String product = added.node("product", Op.LINEAR, List.of(time, weight, bias), Map.of(), 1, total);
        String row = added.node("row", Op.REARRANGE, List.of(product), Map.of("pattern", "1 c -> c"), total);
        var replaced = new HashMap<String, Node>();
        int from = 0;
        for (Match m : group) {
            int to = from + m.channels(plan);
            String share = added.node("share of " + m.convolution.name(), Op.SLICE, List.of(row), Map.of("axis", 0, "from", from, "to", to), to - from);
            List<String> inputs = List.of(m.convolution.inputs().get(0), m.convolution.inputs().get(1), share);
            replaced.put(m.sum.name(), new Node(m.sum.name(), Op.CONVOLVE, inputs, m.convolution.attributes()));
            from = to;
        }
        return plan.withAfter(time, added).with(replaced);
    }
}
