package mezzotint.architecture.sd;

import java.util.NavigableSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What diffusers calls the modules of latent diffusion's autoencoder, which counts the levels of its decoder from the picture on. */
final class AutoencoderNames {

    static final String PREFIX = "first_stage_model.";

    private static final Pattern LEVEL = Pattern.compile("(encoder\\.down|decoder\\.up)\\.(\\d{1,3})\\.(block\\.(\\d+)|downsample|upsample)\\.(.+)");
    private static final Pattern MIDDLE = Pattern.compile("(encoder|decoder)\\.mid\\.(block_1|block_2|attn_1)\\.(.+)");
    private static final Pattern LINEAR = Pattern.compile("(encoder|decoder)\\.mid\\.attn_1\\.(q|k|v|proj_out)\\.weight");

    private final int levels;

    AutoencoderNames(NavigableSet<String> names) {
        int n = 0;
        while (names.contains(PREFIX + "decoder.up." + n + ".block.0.norm1.weight")) {
            n++;
        }
        this.levels = n;
    }

    /** Whether it is a convolution over single cells there, and a linear layer in diffusers. */
    static boolean isLinear(String path) {
        return LINEAR.matcher(path).matches();
    }

    /** @param path behind {@link #PREFIX}; one that is no part of this network stays as it is */
    String canonical(String path) {
        Matcher level = LEVEL.matcher(path);
        if (level.matches()) {
            int number = Integer.parseInt(level.group(2));
            String block = level.group(1).equals("encoder.down") ? "encoder.down_blocks." + number : "decoder.up_blocks." + (levels - 1 - number);
            String layer = level.group(4) != null ? ".resnets." + level.group(4) : "." + level.group(3) + "rs.0";
            return block + layer + "." + level.group(5).replace("nin_shortcut.", "conv_shortcut.");
        }
        Matcher middle = MIDDLE.matcher(path);
        if (middle.matches()) {
            return middle.group(1) + ".mid_block." + switch (middle.group(2)) {
                case "block_1" -> "resnets.0." + middle.group(3);
                case "block_2" -> "resnets.1." + middle.group(3);
                default -> "attentions.0." + middle.group(3).replaceFirst("^norm\\.", "group_norm.").replaceFirst("^([qkv])\\.", "to_$1.")
                        .replaceFirst("^proj_out\\.", "to_out.0.");
            };
        }
        return path.replaceFirst("coder\\.norm_out\\.", "coder.conv_norm_out.");
    }

    /** Of a name in diffusers' own words, which were others before its version 0.15. */
    static String later(String name) {
        return !name.contains(".attentions.") ? name : name.replaceFirst("\\.query\\.", ".to_q.").replaceFirst("\\.key\\.", ".to_k.")
                .replaceFirst("\\.value\\.", ".to_v.").replaceFirst("\\.proj_attn\\.", ".to_out.0.");
    }
}
