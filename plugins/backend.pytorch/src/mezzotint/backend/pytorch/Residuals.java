package mezzotint.backend.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.graph.Node;
import mezzotint.graph.Op;

/** Lets a convolution add what it computes to the other summand, where nobody reads that any more. */
final class Residuals implements Fusion {

    @Override
    public Plan apply(Plan plan) {
        for (Node sum : List.copyOf(plan.nodes().values())) {
            if (sum.op() == Op.ADD) {
                plan = fuse(plan, sum);
            }
        }
        return plan;
    }

    private static Plan fuse(Plan plan, Node sum) {
        var uses = plan.uses();
        var lifetimes = new Lifetimes(plan);
        for (int i = 0; i < 2; i++) {
            Node convolution = plan.nodes().get(sum.inputs().get(i));
            String onto = sum.inputs().get(1 - i);
            if (convolution != null && convolution.op() == Op.CONVOLVE && uses.get(convolution.name()) == 1
                    && Convolution.packs(convolution, plan) && !Marks.has(convolution, Marks.ONTO) && !Marks.has(convolution, Marks.DOUBLED)
                    && Arrays.equals(plan.shape(onto), plan.shape(sum.name()))
                    && Arrays.equals(plan.shape(convolution.name()), plan.shape(sum.name()))
                    && lifetimes.mayOverwrite(sum, onto) && isPicture(plan, lifetimes.owner(onto))
                    && lifetimes.mayMove(convolution, sum)
                    && convolution.inputs().stream().map(lifetimes::owner).noneMatch(lifetimes.owner(onto)::equals)) {
                var inputs = new ArrayList<>(convolution.inputs());
                inputs.add(onto);
                Node fused = new Node(sum.name(), Op.CONVOLVE, inputs, convolution.attributes()).with(Marks.ONTO, true);
                return plan.with(Map.of(sum.name(), fused));
            }
        }
        return plan;
    }

    /** Only what these make has the layout, channels last, in which oneDNN adds in place. */
    private static boolean isPicture(Plan plan, String owner) {
        Op op = plan.nodes().get(owner).op();
        return plan.shape(owner).length == 4 && (op == Op.CONVOLVE || op == Op.GROUP_NORM);
    }
}
