package template.architecture;

import java.util.List;
import java.util.Map;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The smallest family there can be: each place of the picture attends to the words, then looks at its neighbours. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Architecture {

    private static final int FACTOR = 2;

    @Override
    public boolean matches(Checkpoint checkpoint) {
        return checkpoint.names().contains("denoise.weight") && checkpoint.names().contains("words.weight");
    }

    /** There is but one naming of these tensors. */
    @Override
    public Checkpoint canonical(Checkpoint checkpoint) {
        return checkpoint;
    }

    /** The text encoder plugin that feeds the words has the id of this one. */
    @Override
    public Networks networks(Checkpoint checkpoint) {
        int channels = checkpoint.shape("denoise.weight")[0];
        return new Networks(denoiser(checkpoint, channels), encoder(checkpoint), decoder(checkpoint, channels), Map.of("words", words(checkpoint)),
                "example", Prediction.SAMPLE, new EvenLevels(), new Latents(channels, FACTOR, List.of()));
    }

    private static Graph denoiser(Checkpoint checkpoint, int channels) {
        var draw = new Drawing(checkpoint::shape);
        String x = draw.input("x", "batch", channels, "height", "width");
        String time = draw.input("time", "1|batch");
        String context = draw.input("context", "batch", "tokens", checkpoint.shape("words.weight")[1]);
        String clock = draw.linear(draw.node(Op.TIME_EMBED, List.of(time), "width", checkpoint.shape("time.weight")[1]), draw.weight("time.weight"), null);
        String moved = draw.add(x, draw.rearrange(clock, "b c -> b c 1 1"));
        String words = draw.linear(context, draw.weight("attend.weight"), null);
        String seen = draw.attend(draw.rearrange(moved, "b c h w -> b (h w) c"), words, words, 1);
        String told = draw.add(moved, draw.rearrange(seen, "b (h w) c -> b c h w", x, "_ _ h w"));
        return draw.graph(draw.name(draw.convolve(told, draw.weight("denoise.weight"), draw.weight("denoise.bias"), 1, 1), "denoised"));
    }

    private static Graph encoder(Checkpoint checkpoint) {
        var draw = new Drawing(checkpoint::shape);
        String image = draw.input("image", "batch", 3, "height", "width");
        String mean = draw.name(draw.convolve(image, draw.weight("encode.weight"), draw.weight("encode.bias"), FACTOR, 0), "mean");
        return draw.graph(mean, draw.name(draw.node(Op.SCALE, List.of(mean), "factor", 0.0, "offset", -30.0), "logvar"));
    }

    private static Graph decoder(Checkpoint checkpoint, int channels) {
        var draw = new Drawing(checkpoint::shape);
        String latent = draw.input("latent", "batch", channels, "height", "width");
        String large = draw.node(Op.UPSAMPLE, List.of(latent));
        return draw.graph(draw.name(draw.convolve(large, draw.weight("decode.weight"), draw.weight("decode.bias"), 1, 1), "image"));
    }

    private static Graph words(Checkpoint checkpoint) {
        var draw = new Drawing(checkpoint::shape);
        String ids = draw.input("ids", "batch", "tokens");
        return draw.graph(draw.name(draw.node(Op.EMBED, List.of(ids, draw.weight("words.weight"))), "context"));
    }
}
