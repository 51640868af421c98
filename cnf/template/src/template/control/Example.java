package template.control;

import mezzotint.control.Conditioner;
import mezzotint.control.GenerationContext;
import mezzotint.diffusion.Model;
import mezzotint.image.Image;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Draws what the model answers towards a picture: the plainest control, without a network. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Conditioner<Example.Params> {

    /** What a weight of 1 takes of the picture at each call. */
    private static final double PULL = 0.1;

    public record Params(
            @Param(label = "Picture", help = "What it is drawn to.") String picture,
            @Param(label = "Weight", help = "Higher draws harder.", min = 0, max = 2, step = 0.05) double weight) {

        public Params() {
            this("", 1);
        }
    }

    @Override
    public Model steer(Model model, GenerationContext context, Params params) {
        Image picture = context.picture(params.picture());
        Image fitting = Image.paint(context.width(), context.height(),
                (x, y) -> picture.rgb(x * picture.width() / context.width(), y * picture.height() / context.height()));
        Tensor aim = context.encode(fitting);
        return (x, sigma, prompts) -> model.denoise(x, sigma, prompts).stream().map(clean -> clean.towards(aim, PULL * params.weight())).toList();
    }
}
