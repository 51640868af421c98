package mezzotint.sdapi;

import java.util.Optional;
import mezzotint.model.Models;
import mezzotint.plugin.Problem;

/** Models by the titles that AUTOMATIC1111 gives them. */
public final class Checkpoints {

    private Checkpoints() {}

    /**
     * @param title what {@code sd_model_checkpoint} is set to: {@link Models.Card#title}, with or without folder, extension and a short hash in brackets, or
     *     the short or whole hash alone; null or empty for the default
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if there is none
     */
    public static Models.Card find(Models models, Object title) {
        return models.find(title == null ? "" : String.valueOf(title));
    }

    /** As {@link #find}; empty if there is none. */
    static Optional<Models.Card> known(Models models, Object title) {
        try {
            return Optional.of(find(models, title));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
