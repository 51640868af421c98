package mezzotint.architecture.sd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Latent diffusion with a CLIP text encoder, a UNet with cross-attention and a KL autoencoder: Stable
 * Diffusion 1 and 2, and whatever has their shape in another size.
 */
@Component
@Plugin(id = "sd", label = "Stable Diffusion", source = "https://arxiv.org/abs/2112.10752")
public final class StableDiffusion implements Architecture {

    @Override
    public boolean matches(Checkpoint checkpoint) {
        var names = checkpoint.names();
        return names.contains("unet.conv_in.weight")
                && names.contains("unet.mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight")
                && names.contains("vae.decoder.conv_in.weight")
                && names.stream().anyMatch(n -> n.startsWith("text_encoder.") && n.endsWith("token_embedding.weight"))
                && !names.contains("unet.add_embedding.linear_1.weight");
    }

    @Override
    public Networks networks(Checkpoint checkpoint) {
        Config unet = Config.of(checkpoint, "unet/config.json");
        Config vae = Config.of(checkpoint, "vae/config.json");
        Config scheduler = Config.of(checkpoint, "scheduler/scheduler_config.json");
        var autoencoder = new Autoencoder(checkpoint, vae);
        int levels = (int) IntStream.range(0, 64).filter(i -> checkpoint.names().contains(
                "vae.decoder.up_blocks." + i + ".resnets.0.norm1.weight")).count();
        return new Networks(
                new UNet(checkpoint, unet).graph(),
                autoencoder.encoder(),
                autoencoder.decoder(),
                List.of(text(checkpoint)),
                "clip",
                scheduler.text("prediction_type", "epsilon").equals("v_prediction") ? Prediction.VELOCITY : Prediction.NOISE,
                Betas.of(scheduler),
                new Latents(checkpoint.shape("unet.conv_in.weight")[1], 1 << levels - 1, colors(checkpoint)));
    }

    private static Graph text(Checkpoint checkpoint) {
        return new ClipText(new Drawing(checkpoint::shape), checkpoint, Config.of(checkpoint, "text_encoder/config.json")).graph();
    }

    /** The model's own preview factors, a row for each channel and the offset last. */
    private static List<List<Double>> colors(Checkpoint checkpoint) {
        return checkpoint.resource("latent_rgb.json")
                .map(bytes -> Config.read(new String(bytes, StandardCharsets.UTF_8), "latent_rgb.json").rows("factors", "bias"))
                .orElse(List.of());
    }
}
