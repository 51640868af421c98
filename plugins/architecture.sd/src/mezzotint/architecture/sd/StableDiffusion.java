package mezzotint.architecture.sd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.graph.Graph;
import mezzotint.libs.config.Config;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/**
 * Latent diffusion with one CLIP text encoder or two, a UNet with cross-attention and a KL autoencoder: Stable
 * Diffusion 1, 2 and XL, and whatever has their shape in another size.
 */
@Component
@Plugin(id = "sd", label = "Stable Diffusion", source = "https://arxiv.org/abs/2112.10752")
public final class StableDiffusion implements Architecture {

    private static final String SECOND = "text_encoder_2.";

    @Override
    public boolean matches(Checkpoint checkpoint) {
        Set<String> names = CanonicalNames.of(checkpoint.names()).keySet();
        return names.containsAll(List.of("unet.conv_in.weight", UNet.CONTEXT, "vae.decoder.conv_in.weight",
                "text_encoder.text_model.embeddings.token_embedding.weight"))
                && names.contains("unet.add_embedding.linear_1.weight") == names.contains(SECOND + "text_projection.weight");
    }

    @Override
    public Checkpoint canonical(Checkpoint checkpoint) {
        return new CanonicalCheckpoint(checkpoint, CanonicalNames.of(checkpoint.names()));
    }

    @Override
    public Networks networks(Checkpoint checkpoint) {
        var weights = new UsedTensors(checkpoint);
        Config scheduler = Config.of(checkpoint, Scheduler.FILE);
        Scheduler.check(scheduler);
        int channels = channels(weights);
        var autoencoder = new Autoencoder(weights, Config.of(checkpoint, "vae/config.json"));
        var networks = new Networks(
                new UNet(weights, Config.of(checkpoint, "unet/config.json")).graph(),
                autoencoder.encoder(),
                autoencoder.decoder(),
                texts(weights, checkpoint),
                "clip",
                Scheduler.prediction(scheduler),
                Betas.of(scheduler),
                new Latents(channels, autoencoder.factor(), colors(Config.of(checkpoint, "latent_rgb.json"), channels)));
        List.of("unet.", "vae.").forEach(weights::checkAllUsed);
        new Fit(networks, weights.sides(UNet.CONTEXT, 2)[1]).check();
        return networks;
    }

    private static Map<String, Graph> texts(UsedTensors weights, Checkpoint checkpoint) {
        var first = new ClipText(weights, "text_encoder.", Config.of(checkpoint, "text_encoder/config.json"));
        if (!weights.hasPart("unet." + UNet.ADDED)) {
            return Map.of("text_encoder", first.graph());
        }
        var texts = new LinkedHashMap<String, Graph>();
        texts.put("text_encoder", first.oneOfTwo());
        texts.put("text_encoder_2", new ClipText(weights, SECOND, Config.of(checkpoint, "text_encoder_2/config.json")).oneOfTwo());
        return texts;
    }

    /** Of the latent. */
    private static int channels(UsedTensors weights) {
        int taken = weights.sides("unet.conv_in.weight", 4)[1];
        int given = weights.sides("unet.conv_out.weight", 4)[0];
        if (taken != given) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "the denoiser of the model takes " + taken + " channels and gives " + given
                    + ": models that inpaint, follow instructions or enlarge are not read yet", "use a model for text to image");
        }
        return taken;
    }

    /** The model's own preview factors, a row for each channel and the offset last; empty where it does not tell. */
    private static List<List<Double>> colors(Config config, int channels) {
        var rows = new ArrayList<>(config.rows("factors", 3));
        List<Double> bias = config.has("bias") ? config.numbers("bias") : List.of(0.0, 0.0, 0.0);
        if (rows.isEmpty()) {
            return List.of();
        }
        if (rows.size() != channels) {
            throw config.wrong("factors", "a list of three numbers for each of the " + channels + " channels of the latent");
        }
        if (bias.size() != 3) {
            throw config.wrong("bias", "a list of three numbers");
        }
        rows.add(bias);
        return rows;
    }
}
