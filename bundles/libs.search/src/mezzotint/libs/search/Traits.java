package mezzotint.libs.search;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What a {@link Filter} looks at. Null is unknown, never no.
 *
 * @param free whether it can be used without paying
 * @param openWeights whether its weights can be had
 * @param local whether it runs on one's own machine
 * @param context tokens that it takes at once
 * @param price USD for a million input tokens
 * @param licence as its source spells it, as in {@code Apache-2.0}
 * @param inputs what it reads, of text, image, audio, video, pdf
 * @param outputs what it gives, of the same
 */
public record Traits(Boolean free, Boolean openWeights, Boolean local, Long context, BigDecimal price, String licence, Set<String> inputs, Set<String> outputs) {

    public Traits {
        inputs = inputs == null ? null : Set.copyOf(inputs);
        outputs = outputs == null ? null : Set.copyOf(outputs);
    }
}
