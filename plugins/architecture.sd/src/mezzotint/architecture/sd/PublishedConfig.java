package mezzotint.architecture.sd;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mezzotint.model.Checkpoint;

/**
 * What a single file does not say of itself and its shapes do not tell: how many heads attention has, which function is in the text encoder, how the
 * latent is scaled, what is predicted, how a prompt is filled up. It is as the family was published, and the width of the prompt tells the family: 768
 * for Stable Diffusion 1, 1024 for 2, 2048 for XL. Levels, layers, channels and all the rest are told by the shapes.
 */
final class PublishedConfig {

    private static final int FIRST = 768;
    private static final int SECOND = 1024;
    private static final int XL = 2048;
    /** Of the attention of all CLIP encoders, and of Stable Diffusion 2 and XL. */
    private static final int HEAD = 64;
    /** A norm of Stable Diffusion 2 whose spread tells what it was trained for: ComfyUI found it to be above in all models that predict velocity. */
    private static final String TELLING = "unet.up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias";
    private static final double VELOCITY_ABOVE = 0.09;
    private static final String VELOCITY = "\"prediction_type\": \"v_prediction\"";

    private final Checkpoint model;
    private final Checkpoint file;

    /**
     * @param model under canonical names
     * @param file the same as it is
     */
    PublishedConfig(Checkpoint model, Checkpoint file) {
        this.model = model;
        this.file = file;
    }

    /** A configuration of this path; empty where diffusers' defaults are the published ones, or the family is none that was published. */
    Optional<byte[]> file(String path) {
        String json = switch (path) {
            case "unet/config.json" -> unet();
            case "vae/config.json" -> width() == XL ? "{\"scaling_factor\": 0.13025}" : "";
            case "text_encoder/config.json" -> text("text_encoder.", width() == SECOND);
            case "text_encoder_2/config.json" -> text("text_encoder_2.", true);
            case Scheduler.FILE -> scheduler();
            case "tokenizer/tokenizer_config.json" -> width() == SECOND ? "{\"pad_token\": \"!\"}" : "";
            case "tokenizer_2/tokenizer_config.json" -> width() == XL ? "{\"pad_token\": \"!\"}" : "";
            default -> "";
        };
        return json.isEmpty() ? Optional.empty() : Optional.of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the encoded prompt, in the denoiser. */
    private int width() {
        return side(UNet.CONTEXT, 1);
    }

    /** 0 where there is no such tensor; that is told when the networks are drawn. */
    private int side(String name, int axis) {
        int[] shape = model.names().contains(name) ? model.shape(name) : new int[0];
        return axis < shape.length ? shape[axis] : 0;
    }

    private String unet() {
        if (width() != SECOND && width() != XL) {
            return width() == FIRST ? "{\"attention_head_dim\": 8}" : "";
        }
        String heads = IntStream.iterate(0, i -> side(level(i), 0) > 0, i -> i + 1).mapToObj(i -> String.valueOf(Math.max(1, side(level(i), 0) / HEAD)))
                .collect(Collectors.joining(", "));
        return "{\"attention_head_dim\": [" + heads + "]}";
    }

    private static String level(int level) {
        return "unet.down_blocks." + level + ".resnets.0.conv1.weight";
    }

    private String text(String part, boolean open) {
        int width = side(part + "text_model.embeddings.token_embedding.weight", 1);
        return width == 0 || width % HEAD != 0 ? "" : "{\"num_attention_heads\": " + width / HEAD + ", \"hidden_act\": \"" + (open ? "gelu"
                : "quick_gelu") + "\"}";
    }

    private String scheduler() {
        Set<String> marks = file.names();
        boolean velocity = marks.contains("v_pred") || Set.of("v", "v_prediction").contains(file.metadata().getOrDefault("modelspec.prediction_type", ""))
                || width() == SECOND && model.names().contains(TELLING) && spread(model.tensor(TELLING).toArray()) > VELOCITY_ABOVE;
        boolean zero = marks.contains("ztsnr");
        return velocity || zero ? "{" + (velocity ? VELOCITY : "") + (velocity && zero ? ", " : "") + (zero ? "\"rescale_betas_zero_snr\": true" : "")
                + "}" : "";
    }

    private static double spread(float[] values) {
        double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
        return Math.sqrt(IntStream.range(0, values.length).mapToDouble(i -> (values[i] - mean) * (values[i] - mean)).average().orElse(0));
    }
}
