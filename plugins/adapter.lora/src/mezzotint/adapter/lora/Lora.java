package mezzotint.adapter.lora;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Revision;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/** LoRA and its relatives, laid over the denoiser and the text encoders. */
@Component
@Plugin(id = "lora", label = "LoRA", aliases = "lyco", source = "https://arxiv.org/abs/2106.09685")
public final class Lora implements Adapter<Lora.Params> {

    public record Params(
            @Param(label = "Text encoder", help = "How much of it is added to the text encoders.", min = -100, max = 100, step = 0.05) double te,
            @Param(label = "Denoiser", help = "How much of it is added to the denoiser.", min = -100, max = 100, step = 0.05) double unet) {

        public Params() {
            this(1, 1);
        }

        double of(String layer) {
            return layer.startsWith("lora_te") ? te : unet;
        }
    }

    private static final List<Kind> KINDS = List.of(new LowRank(), new Hadamard(), new Kronecker(), new Generalized(), new Scaled(),
            new Difference("diff", "weight"), new Difference("w_norm", "weight"), new Difference("diff_b", "bias"), new Difference("b_norm", "bias"));
    private static final String ALPHA = "alpha";
    private static final String SCALE = "scale";

    @Override
    public boolean reads(Checkpoint adapter) {
        return LayerNames.layers(adapter).values().stream().anyMatch(layer -> KINDS.stream().anyMatch(kind -> kind.fits(layer)));
    }

    @Override
    public Adapted adapt(Graph graph, Checkpoint adapter, String prefix, Params params) {
        Map<String, Layer> layers = LayerNames.layers(adapter);
        var used = new HashSet<String>();
        var revision = new Revision(graph);
        List<Node> weights = graph.nodes().stream().filter(node -> node.op() == Op.WEIGHT).toList();
        LdmNames numbered = LdmNames.of(weights.stream().map(node -> path(node.text("tensor"))).toList());
        for (Node node : weights) {
            String tensor = node.text("tensor");
            String name = Stream.of(LayerNames.layer(path(tensor)), numbered.layer(path(tensor))).flatMap(Optional::stream).filter(layers::containsKey)
                    .findFirst().orElse("");
            String parameter = tensor.substring(tensor.lastIndexOf('.') + 1);
            KINDS.stream().filter(kind -> !name.isEmpty() && kind.parameter().equals(parameter) && kind.fits(layers.get(name))).findFirst().ifPresent(kind -> {
                used.addAll(used(kind, layers.get(name)));
                if (params.of(name) != 0) {
                    revision.replace(tensor, weight -> changed(kind, new LayerDrawing(revision, layers.get(name), prefix, weight,
                            node.integers("shape")), params.of(name)));
                }
            });
        }
        return new Adapted(graph(revision), used);
    }

    /** Of the layer that a tensor belongs to. */
    private static String path(String tensor) {
        return tensor.substring(0, Math.max(0, tensor.lastIndexOf('.')));
    }

    private static Graph graph(Revision revision) {
        try {
            return revision.graph();
        } catch (Problem e) {
            throw Problem.invalid("the adapter does not fit the model: " + e.getMessage(), "use it with models of the family that it was made for");
        }
    }

    private static Set<String> used(Kind kind, Layer layer) {
        var used = new HashSet<String>();
        layer.tensors().forEach((role, tensor) -> {
            if (kind.roles().contains(role) || List.of(ALPHA, SCALE, Decomposition.LENGTHS).contains(role)) {
                used.add(tensor);
            }
        });
        return used;
    }

    private static String changed(Kind kind, LayerDrawing draw, double strength) {
        Layer layer = draw.layer();
        int rank = kind.rank(layer);
        double scale = layer.has(SCALE) ? layer.number(SCALE) : layer.has(ALPHA) && rank > 0 ? layer.number(ALPHA) / rank : 1;
        if (!layer.has(Decomposition.LENGTHS) || kind.parameter().equals("bias")) {
            return draw.sum(draw.weight(), draw.times(kind.delta(draw), scale * strength));
        }
        String whole = Decomposition.of(draw, draw.sum(draw.weight(), draw.times(kind.delta(draw), scale)));
        return draw.sum(draw.times(draw.weight(), 1 - strength), draw.times(whole, strength));
    }
}
