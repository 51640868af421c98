package mezzotint.models.inspect;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mezzotint.model.Verdict.Kind;

/** What weights are, by the names and shapes under which they were published. The first rule that fits counts: what changes models has names of theirs. */
final class Families {

    static final String FIRST = "Stable Diffusion 1";
    static final String SECOND = "Stable Diffusion 2";
    static final String XL = "Stable Diffusion XL";
    static final String REFINER = "Stable Diffusion XL refiner";
    static final String THIRD = "Stable Diffusion 3";
    static final String FLUX = "Flux";

    private static final Pattern LORA = Pattern.compile("^lora_(unet|te\\d?|transformer|prior)_|"
            + "\\.lora_[AB]\\.|\\.lora_(down|up)\\.|\\.lora\\.(up|down)\\.|_lora\\.(up|down)\\.|hada_w1|lokr_w1|dora_scale");
    private static final Pattern CONTEXT = Pattern.compile("attn2[._]to_k(\\.weight|\\.lora_down\\.weight|\\.lora_A\\.weight|\\.lora\\.down\\.weight|_lora\\.down\\.weight)");
    private static final Pattern FLUX_BLOCKS = Pattern.compile("(double|single)_blocks|single_transformer_blocks");
    private static final Pattern THIRD_BLOCKS = Pattern.compile("joint_blocks|attn\\.add_k_proj|attn_add_k_proj");
    private static final Pattern DENOISER = Pattern.compile("(model\\.diffusion_model|unet)\\.|^(down_blocks|input_blocks)\\.0\\.|^time_embed");
    private static final Pattern PREVIEW = Pattern.compile("^((vae|decoder|encoder|taesd_decoder|taesd_encoder)\\.)?(layers\\.)?[1-9]\\d?\\.conv\\.0\\.weight$");
    private static final int LARGEST_WORD = 3;

    /** @param family told where the kind fits */
    record Rule(Kind kind, Predicate<Header> fits, Function<Header, String> family) {}

    /** An IP-Adapter may hold a LoRA of its own. */
    private static final List<Rule> RULES = List.of(
            new Rule(Kind.IP_ADAPTER, h -> h.hasPart("ip_adapter.") && h.hasPart("image_proj."), h -> byWidth(h.side(Pattern.compile("to_k_ip\\.weight"), 1))),
            new Rule(Kind.LORA, h -> h.hasAny(LORA), h -> h.hasAny(FLUX_BLOCKS) ? FLUX : h.hasAny(THIRD_BLOCKS) ? THIRD : byContext(h)),
            new Rule(Kind.CONTROLNET, h -> h.hasPart("control_model.") || h.hasPart("controlnet_cond_embedding.") || h.hasPart("input_hint_block.")
                    || h.hasPart("controlnet_x_embedder."),
                    h -> h.hasAny(FLUX_BLOCKS) ? FLUX : byContext(h)),
            new Rule(Kind.T2I_ADAPTER, h -> h.has("body.0.block1.weight") || h.hasPart("adapter.body.0."),
                    h -> cells(Math.max(h.side("conv_in.weight", 1), h.side("adapter.conv_in.weight", 1)))),
            new Rule(Kind.CHECKPOINT, h -> h.hasAny(FLUX_BLOCKS) && isWhole(h), h -> FLUX),
            new Rule(Kind.CHECKPOINT, h -> h.hasAny(THIRD_BLOCKS) && isWhole(h), h -> THIRD),
            new Rule(Kind.DENOISER, h -> h.hasAny(FLUX_BLOCKS), h -> FLUX),
            new Rule(Kind.DENOISER, h -> h.hasAny(THIRD_BLOCKS), h -> THIRD),
            new Rule(Kind.CHECKPOINT, h -> h.hasAny(DENOISER) && isWhole(h), Families::byContext),
            new Rule(Kind.DENOISER, h -> h.hasAny(DENOISER), Families::byContext),
            new Rule(Kind.PREVIEW_VAE, h -> h.hasAny(PREVIEW) && !h.hasPart("model."), h -> latents(Math.max(h.side("decoder.layers.0.weight", 1),
                    h.side("1.weight", 1)))),
            new Rule(Kind.VAE, h -> h.has("decoder.conv_in.weight") || h.has("first_stage_model.decoder.conv_in.weight") || h.has("vae.decoder.conv_in.weight"),
                    h -> latents(h.side(Pattern.compile("(^|\\.)decoder\\.conv_in\\.weight"), 1))),
            new Rule(Kind.UPSCALER, h -> h.hasPart("model.1.sub.0.RDB1.") || h.hasPart("body.0.rdb1.") || h.hasPart("RRDB_trunk.")
                    || h.hasPart("layers.0.residual_group."), h -> ""),
            new Rule(Kind.TEXT_ENCODER, h -> h.hasPart("text_model.embeddings.") || h.hasPart("transformer.resblocks.")
                    || h.hasPart("encoder.block.0.layer.0.SelfAttention."), h -> ""),
            new Rule(Kind.LANGUAGE_MODEL, h -> h.hasPart("model.layers.0.self_attn.") || h.hasPart("transformer.h.0.attn."), h -> ""),
            new Rule(Kind.EMBEDDING, Families::isWord, h -> h.has("clip_g") ? XL : byWidth(h.names().stream().mapToInt(name -> h.side(name, -1)).max()
                    .orElse(0))));

    private Families() {}

    static Rule of(Header header) {
        return RULES.stream().filter(rule -> rule.fits.test(header)).findFirst().orElse(new Rule(Kind.UNKNOWN, h -> true, h -> ""));
    }

    /** With an autoencoder or a text encoder beside the denoiser. */
    private static boolean isWhole(Header h) {
        return h.hasPart("first_stage_model.") || h.hasPart("vae.") || h.hasPart("cond_stage_model.") || h.hasPart("conditioner.") || h.hasPart("text_encoder");
    }

    /** By the width of the prompt that the denoiser takes. */
    private static String byContext(Header h) {
        return h.hasPart("lora_te2_") ? XL : byWidth(h.side(CONTEXT, 1));
    }

    private static String byWidth(int width) {
        return switch (width) {
            case 768 -> FIRST;
            case 1024 -> SECOND;
            case 2048 -> XL;
            case 1280 -> REFINER;
            default -> "";
        };
    }

    /** By what a T2I-Adapter makes of a pixel's neighbours: 8 x 8 in three colours, or 16 x 16. */
    private static String cells(int channels) {
        return channels == 192 || channels == 64 ? FIRST : channels == 768 || channels == 256 ? XL : "";
    }

    private static String latents(int channels) {
        return channels == 4 ? FIRST + ", 2 or XL" : channels == 16 ? THIRD + " or " + FLUX : "";
    }

    private static boolean isWord(Header h) {
        boolean named = h.has("emb_params") || h.has("clip_l") || h.has("clip_g") || h.hasPart("string_to_param.") || h.hasPart("<");
        return named || h.names().size() <= LARGEST_WORD && !h.names().isEmpty() && h.names().stream().allMatch(name -> !byWidth(h.side(name, -1))
                .isEmpty() && h.side(name, 2) == 0);
    }
}
