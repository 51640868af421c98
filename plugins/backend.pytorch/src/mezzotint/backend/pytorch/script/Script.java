package mezzotint.backend.pytorch.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.graph.Node;
import mezzotint.graph.Op;

/**
 * One TorchScript function being written: its lines, and the variable that holds each value. It
 * reads its values from lists: {@code x} the inputs, {@code p} packed weights, {@code k} what lasts,
 * and, in a recipe, {@code w} tensors of the checkpoint.
 */
public final class Script {

    private final Plan plan;
    private final LinearKernel kernel;
    private final Lifetimes lifetimes;
    private final Map<String, Stage> stages;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<Recipe, int[]> packed = new LinkedHashMap<>();
    private final Map<Recipe, Integer> indices = new HashMap<>();
    private final List<String> tensors = new ArrayList<>();
    private final StringBuilder lines = new StringBuilder();
    private final boolean recipe;
    private int count;

    private Script(Plan plan, LinearKernel kernel, Lifetimes lifetimes, Map<String, Stage> stages, boolean recipe) {
        this.plan = plan;
        this.kernel = kernel;
        this.lifetimes = lifetimes;
        this.stages = stages;
        this.recipe = recipe;
    }

    public static Script of(Plan plan, LinearKernel kernel) {
        return new Script(plan, kernel, new Lifetimes(plan), Stage.of(plan), false);
    }

    /** A line that gives an expression a variable, and its name. */
    public String let(String expression, Object... parts) {
        String variable = "h" + ++count;
        lines.append("    ").append(variable).append(" = ").append(parts.length == 0 ? expression : expression.formatted(parts)).append('\n');
        return variable;
    }

    /** A value that is given to the function. */
    public void given(String value, String expression) {
        variables.put(value, expression);
    }

    public void write(Node node) {
        variables.put(node.name(), Emitters.of(node.op()).emit(node, this));
    }

    LinearKernel kernel() {
        return recipe ? LinearKernel.PLAIN : kernel;
    }

    int[] shape(String value) {
        return plan.shape(value);
    }

    /** The variable that holds an input of a node. */
    String value(Node node, int input) {
        return value(node.inputs().get(input));
    }

    String value(String name) {
        String known = variables.get(name);
        if (known == null && recipe) {
            write(plan.nodes().get(name));
            return variables.get(name);
        }
        if (known != null) {
            return known;
        }
        // a copy, lest a slice keep the whole of its weight in memory
        return packed(name, plan.nodes().get(name).op() == Op.WEIGHT ? "%s" : "torch.clone(%s)");
    }

    boolean isWeight(String value) {
        return stages.get(value) == Stage.WEIGHTS;
    }

    /** Whether a node may put its value in the memory of one of its inputs. */
    boolean mayOverwrite(Node node, int input) {
        return !recipe && lifetimes.mayOverwrite(node, node.inputs().get(input))
                && stages.get(node.inputs().get(input)) == stages.get(node.name());
    }

    /**
     * A weight in the form a node wants it.
     *
     * @param expression around the weight, for which %1$s stands
     */
    String packed(String weight, String expression) {
        return packed(weight, expression, Recipe.ANY_SIZE, new int[0]);
    }

    /**
     * A weight in the form and layout a node wants it.
     *
     * @param size that of the pictures it will meet
     */
    String packed(String weight, String expression, String layout, int[] size) {
        var inner = new Script(plan, kernel, lifetimes, stages, true);
        String value = expression.formatted(inner.value(weight));
        return packed(new Recipe(inner.lines.toString(), value, layout, inner.tensors), size);
    }

    /** A value that no weight is needed for. */
    String constant(String expression) {
        return recipe ? let(expression) : packed(new Recipe("", expression, Recipe.ANY_SIZE, List.of()), new int[0]);
    }

    private String packed(Recipe made, int[] size) {
        packed.putIfAbsent(made, size);
        return "p[" + indices.computeIfAbsent(made, m -> indices.size()) + "]";
    }

    /** A tensor of the checkpoint, in a recipe. */
    String tensor(String name) {
        if (!tensors.contains(name)) {
            tensors.add(name);
        }
        return let("torch.to(w[%d], 6, False, True)", tensors.indexOf(name));
    }

    /** The recipes of the list {@code p}, each with the size it is made for. */
    public Map<Recipe, int[]> packed() {
        return packed;
    }

    /** The function's body, which answers with a list. */
    public String body(Collection<String> answers) {
        var out = new StringBuilder();
        for (String answer : answers) {
            out.append(out.isEmpty() ? "" : ", ").append("torch.contiguous(").append(value(answer)).append(')');
        }
        return lines + "    return [" + out + "]\n";
    }

    /** Numbers as TorchScript writes a list. */
    static String list(int... numbers) {
        return Arrays.toString(numbers);
    }

    static String number(double value) {
        return Double.toString(value).toLowerCase(Locale.ROOT);
    }
}
