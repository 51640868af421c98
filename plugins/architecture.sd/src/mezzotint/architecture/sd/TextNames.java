package mezzotint.architecture.sd;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.architecture.sd.Source.Form;

/** What transformers calls the modules of CLIP's text encoder: its own newer names leave a part of the path out, and OpenCLIP has words of its own. */
final class TextNames {

    /** Stable Diffusion 2 takes the last layer but one, so the last is left out, as in its folders. */
    private static final String SECOND = "cond_stage_model.model.";
    private static final String ROOT = "text_model.";
    private static final Pattern LAYER = Pattern.compile("transformer\\.resblocks\\.(\\d{1,3})\\.(.+)");
    private static final Map<String, String> OUTSIDE = Map.of("positional_embedding", "embeddings.position_embedding.weight",
            "token_embedding.weight", "embeddings.token_embedding.weight", "ln_final.weight", "final_layer_norm.weight", "ln_final.bias",
                    "final_layer_norm.bias");
    private static final Map<String, String> INSIDE = Map.of("ln_1.", "layer_norm1.", "ln_2.", "layer_norm2.", "attn.out_proj.", "self_attn.out_proj.",
            "mlp.c_fc.", "mlp.fc1.", "mlp.c_proj.", "mlp.fc2.");
    private static final String[] THIRDS = {"q_proj.", "k_proj.", "v_proj."};

    private final int last;

    TextNames(NavigableSet<String> names) {
        int n = 0;
        while (names.contains(SECOND + "transformer.resblocks." + n + ".ln_1.weight")) {
            n++;
        }
        this.last = n - 1;
    }

    /**
     * @param part the encoder's canonical prefix
     * @param prefix its prefix in the file
     * @param path behind that
     */
    Map<String, Source> canonical(String part, String prefix, String path) {
        String name = prefix + path;
        Matcher layer = LAYER.matcher(path);
        if (layer.matches()) {
            int number = Integer.parseInt(layer.group(1));
            return prefix.equals(SECOND) && number == last ? Map.of() : layer(part + ROOT + "encoder.layers." + number + ".", layer.group(2), name);
        }
        if (OUTSIDE.containsKey(path)) {
            return Map.of(part + ROOT + OUTSIDE.get(path), Source.all(name));
        }
        return switch (path) {
            case "text_projection" -> Map.of(part + "text_projection.weight", new Source(name, Source.ALL, Form.TRANSPOSED));
            case "logit_scale", "attn_mask" -> Map.of();
            default -> Map.of(earlier(part + path), Source.all(name));
        };
    }

    private static Map<String, Source> layer(String path, String inside, String name) {
        if (inside.startsWith("attn.in_proj_")) {
            var thirds = new HashMap<String, Source>();
            for (int i = 0; i < THIRDS.length; i++) {
                thirds.put(path + "self_attn." + THIRDS[i] + inside.substring("attn.in_proj_".length()), new Source(name, i, Form.SAME));
            }
            return thirds;
        }
        return INSIDE.entrySet().stream().filter(i -> inside.startsWith(i.getKey())).findFirst()
                .map(i -> Map.of(path + i.getValue() + inside.substring(i.getKey().length()), Source.all(name)))
                .orElse(Map.of(path + inside, Source.all(name)));
    }

    /** Of a name in transformers' words, which leave {@code text_model} out since its version 5. */
    static String earlier(String name) {
        return name.replaceFirst("^(text_encoder(_2)?\\.)(embeddings|encoder|final_layer_norm)\\.", "$1" + ROOT + "$3.");
    }
}
