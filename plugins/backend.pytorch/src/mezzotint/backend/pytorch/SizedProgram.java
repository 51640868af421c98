package mezzotint.backend.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import mezzotint.backend.pytorch.fusion.Fusions;
import mezzotint.backend.pytorch.script.LinearKernel;
import mezzotint.backend.pytorch.script.Plan;
import mezzotint.backend.pytorch.script.Recipe;
import mezzotint.backend.pytorch.script.Script;
import mezzotint.backend.pytorch.script.Stage;
import mezzotint.graph.Node;
import mezzotint.tensor.Tensor;

/**
 * A graph written out and loaded for one set of sizes: a function of the inputs, and another, called
 * only when an input that lasts has changed, whose values the first reads.
 */
final class SizedProgram implements AutoCloseable {

    private static final String PARAMETERS = "x: List[Tensor],\n    p: List[Tensor],\n    k: List[Tensor]) -> List[Tensor]";

    private final Plan plan;
    private final LinearKernel kernel;
    private final Map<String, Stage> stages;
    private final List<String> lasting;
    private final PtNDManager manager;
    private final Function run;
    private final Function keep;
    private Map<String, Tensor> kept = Map.of();
    private IValue keptValues;

    /** One loaded function, and the weights it reads while it has them. */
    private static final class Function {

        private final ScriptModule module;
        private final Map<Recipe, int[]> recipes;
        private IValue weights;

        Function(Script script, List<String> answers, NDManager manager) {
            this.module = new ScriptModule(manager, PARAMETERS, script.body(answers));
            this.recipes = script.packed();
        }

        void letGo() {
            if (weights != null) {
                weights.close();
                weights = null;
            }
        }
    }

    SizedProgram(Plan given, LinearKernel kernel, NDManager owner) {
        this.kernel = kernel;
        this.plan = Fusions.apply(given);
        this.manager = (PtNDManager) owner.newSubManager();
        this.stages = Stage.of(plan);
        this.lasting = List.copyOf(frontier());
        this.keep = new Function(write(Stage.LASTING), lasting, manager);
        this.run = new Function(write(Stage.RUN), plan.outputs(), manager);
    }

    /** What the function that runs at each step reads of the one that runs seldom. */
    private LinkedHashSet<String> frontier() {
        var values = new LinkedHashSet<String>();
        for (Node node : plan.nodes().values()) {
            if (stages.get(node.name()) == Stage.RUN) {
                node.inputs().stream().filter(i -> stages.get(i) == Stage.LASTING).forEach(values::add);
            }
        }
        plan.outputs().stream().filter(o -> stages.get(o) == Stage.LASTING).forEach(values::add);
        return values;
    }

    private Script write(Stage stage) {
        var script = Script.of(plan, kernel);
        for (int i = 0; i < plan.inputs().size(); i++) {
            String input = plan.inputs().get(i);
            String given = "x[" + i + "]";
            script.given(input, plan.shape(input).length == 4 ? script.let("torch.contiguous(" + given + ", memory_format=2)") : given);
        }
        if (stage == Stage.RUN) {
            lasting.forEach(l -> script.given(l, "k[" + lasting.indexOf(l) + "]"));
        }
        plan.nodes().values().stream().filter(n -> stages.get(n.name()) == stage).forEach(script::write);
        return script;
    }

    /** Takes the weights, in the layout for these sizes; needed before a run. */
    void take(PackedWeights weights) {
        var recipes = new HashSet<>(keep.recipes.keySet());
        recipes.addAll(run.recipes.keySet());
        weights.keepOnly(recipes);
        keep.weights = weights.get(keep.recipes);
        run.weights = weights.get(run.recipes);
    }

    /** Lets go of the weights, and of what depends on them. */
    void letGo() {
        forget();
        keep.letGo();
        run.letGo();
    }

    /** The outputs in the order of the graph's. */
    List<Tensor> run(Map<String, Tensor> inputs) {
        try (var scratch = (PtNDManager) manager.newSubManager()) {
            PtNDArray[] given = plan.inputs().stream().map(i -> array(scratch, inputs.get(i))).toArray(PtNDArray[]::new);
            try (IValue x = IValue.listFrom(given)) {
                refresh(inputs, x);
                try (IValue out = run.module.call(x, run.weights, keptValues)) {
                    return tensors(out.toTensorArray(scratch));
                }
            }
        }
    }

    private void refresh(Map<String, Tensor> inputs, IValue x) {
        boolean same = keptValues != null && plan.inputs().stream().filter(i -> stages.get(i) == Stage.LASTING)
                .allMatch(i -> kept.get(i) == inputs.get(i));
        if (same) {
            return;
        }
        forget();
        try (IValue none = IValue.listFrom(new PtNDArray[0])) {
            keptValues = keep.module.call(x, keep.weights, none);
        }
        kept = Map.copyOf(inputs);
    }

    private void forget() {
        if (keptValues != null) {
            keptValues.close();
            keptValues = null;
        }
    }

    private static PtNDArray array(PtNDManager manager, Tensor tensor) {
        return (PtNDArray) manager.create(tensor.buffer(), new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray()));
    }

    private List<Tensor> tensors(PtNDArray[] arrays) {
        var out = new ArrayList<Tensor>();
        for (int i = 0; i < arrays.length; i++) {
            var values = arrays[i].toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
            out.add(Tensor.of(values, plan.shape(plan.outputs().get(i))));
        }
        return out;
    }

    @Override
    public void close() {
        letGo();
        manager.close();
    }
}
