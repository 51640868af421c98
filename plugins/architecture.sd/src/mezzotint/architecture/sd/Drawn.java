package mezzotint.architecture.sd;

import java.util.List;
import mezzotint.libs.config.Config;

/** What a configuration asks for beyond what the networks here are drawn with. */
final class Drawn {

    private Drawn() {}

    /** @param only the values, as JSON spells them, that are drawn; null always is */
    static void require(Config config, String key, String... only) {
        if (config.has(key) && !List.of(only).contains(config.found(key))) {
            throw config.unsupported(key, only.length == 0 ? "this is not drawn yet" : "only " + String.join(" or ", only) + " is drawn yet");
        }
    }
}
