package mezzotint.model;

import java.util.List;

/**
 * What a file or folder of weights is, told by its header alone: the names, shapes and types of its tensors.
 *
 * @param kind what it is for
 * @param family of models that it belongs to or goes with, as {@code Stable Diffusion XL}; empty where that cannot be told
 * @param precision element types of its tensors, that of most tensors first
 * @param tensors how many there are
 * @param format id of the plugin that reads it; empty if none does
 * @param architecture id of the plugin that draws its networks; empty if none does
 * @param lacks what keeps pictures from being made with it here, as sentences
 * @param folder where it belongs, below a folder of models; empty where nothing here uses it
 */
public record Verdict(Kind kind, String family, List<String> precision, int tensors, String format, String architecture, List<String> lacks, String folder) {

    /** What weights are for. */
    public enum Kind {
        /** A whole model. */
        CHECKPOINT,
        /** A denoiser without its other parts. */
        DENOISER,
        /** An autoencoder. */
        VAE,
        /** An autoencoder for previews, as TAESD. */
        PREVIEW_VAE,
        TEXT_ENCODER,
        /** LoRA and its kin. */
        LORA,
        /** Words that were trained, as textual inversion. */
        EMBEDDING,
        CONTROLNET,
        IP_ADAPTER,
        T2I_ADAPTER,
        UPSCALER,
        LANGUAGE_MODEL,
        UNKNOWN
    }

    public Verdict {
        precision = List.copyOf(precision);
        lacks = List.copyOf(lacks);
    }
}
