package mezzotint.control;

import mezzotint.diffusion.Model;
import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Steers a model by a picture, as ControlNet does (Zhang et al., 2023): hands it more than its prompt, or changes what it answers.
 *
 * <p>Clients set what the parameter record has of: {@code picture}, named as {@link GenerationContext#picture} takes it; {@code model} and
 * {@code preprocessor} by name; {@code weight} from 0 to 2; {@code start} and {@code end}, parts of the walk from 0 to 1; {@code resize}, one of
 * {@code just}, {@code crop}, {@code fill}; {@code balance}, one of {@code both}, {@code prompt}, {@code control}; {@code resolution} in pixels,
 * {@code low} and {@code high} for the preprocessor.
 */
@ConsumerType
public interface Conditioner<P extends Record> extends Hook<P> {

    /** The model under control; several conditioners wrap each other. */
    Model steer(Model model, GenerationContext context, P params);
}
