package mezzotint.rest.sdapi;

import mezzotint.model.Models;

/** Models by the titles that AUTOMATIC1111 gives them. */
final class Checkpoints {

    private Checkpoints() {}

    /** The name of its file. */
    static String title(Models.Card card) {
        return card.path().getFileName().toString();
    }

    /**
     * @param title as {@link #title}, with or without folder, extension and a short hash in brackets; empty for the default
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if there is none
     */
    static Models.Card find(Models models, String title) {
        String bare = title.strip().replaceFirst(" \\[[0-9a-f]{4,64}]$", "").replaceFirst("^.*[/\\\\]", "");
        return models.list().stream().filter(card -> title(card).equals(bare)).findFirst()
                .orElseGet(() -> models.find(bare.replaceFirst("\\.(safetensors|ckpt|gguf)$", "")));
    }
}
