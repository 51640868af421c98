package mezzotint.adapter.lora;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of the denoiser's layers by the numbers that the first implementation of latent diffusion gave its blocks, as kohya's scripts have them for
 * SDXL: {@code lora_unet_input_blocks_4_1_proj_in}.
 *
 * @param layers residual layers of a block on the way down; a block on the way up has one more
 * @param attending blocks on the way up that have attention
 */
record LdmNames(int layers, Set<Integer> attending) {

    private static final String UNET = "unet.";
    private static final Pattern BLOCK = Pattern.compile("unet\\.(down_blocks|up_blocks|mid_block)(?:\\.(\\d+))?\\.(resnets|attentions|downsamplers|upsamplers)\\.(\\d+)(?:\\.(.+))?");
    private static final Map<String, String> RESIDUAL = Map.of("norm1", "in_layers.0", "conv1", "in_layers.2", "time_emb_proj", "emb_layers.1",
            "norm2", "out_layers.0", "conv2", "out_layers.3", "conv_shortcut", "skip_connection");
    private static final Map<String, String> OUTSIDE = Map.of("conv_in", "input_blocks.0.0", "time_embedding.linear_1", "time_embed.0",
            "time_embedding.linear_2", "time_embed.2", "conv_norm_out", "out.0", "conv_out", "out.2");

    /** Of a model with these layers. @param paths component and path in diffusers */
    static LdmNames of(List<String> paths) {
        return new LdmNames((int) paths.stream().filter(path -> path.matches("unet\\.down_blocks\\.0\\.resnets\\.\\d+\\.conv1")).distinct().count(),
                paths.stream().map(BLOCK::matcher).filter(block -> block.matches() && block.group(1).equals("up_blocks") && block.group(3).equals("attentions"))
                        .map(block -> Integer.valueOf(block.group(2))).collect(Collectors.toSet()));
    }

    /** The other name of a layer; nothing outside of the denoiser. */
    Optional<String> layer(String path) {
        Matcher block = BLOCK.matcher(path);
        Optional<String> other = block.matches() ? Optional.of(numbered(block)) : Optional.ofNullable(path.startsWith(UNET)
                ? OUTSIDE.get(path.substring(UNET.length())) : null);
        return other.map(name -> "lora_unet_" + name.replace('.', '_'));
    }

    private String numbered(Matcher block) {
        int number = Integer.parseInt(block.group(4));
        boolean residual = block.group(3).equals("resnets");
        String inside = block.group(5) == null ? "" : block.group(5);
        inside = residual ? RESIDUAL.getOrDefault(inside, inside) : inside;
        return switch (block.group(1)) {
            case "mid_block" -> "middle_block." + (residual ? 2 * number : 1) + "." + inside;
            case "down_blocks" -> down(Integer.parseInt(block.group(2)), number, block.group(3), inside);
            default -> "output_blocks." + up(Integer.parseInt(block.group(2)), number, block.group(3)) + "." + inside;
        };
    }

    /** Behind the residual layers of each block stands what halves the picture, in a block of its own. */
    private String down(int block, int number, String kind, String inside) {
        int first = 1 + block * (layers + 1);
        return "input_blocks." + switch (kind) {
            case "downsamplers" -> (first + layers) + ".0.op";
            case "attentions" -> (first + number) + ".1." + inside;
            default -> (first + number) + ".0." + inside;
        };
    }

    /** What doubles the picture stands last in its block: behind the attention, if there is one. */
    private String up(int block, int number, String kind) {
        int first = block * (layers + 1);
        return switch (kind) {
            case "upsamplers" -> (first + layers) + (attending.contains(block) ? ".2" : ".1");
            case "attentions" -> (first + number) + ".1";
            default -> (first + number) + ".0";
        };
    }
}
