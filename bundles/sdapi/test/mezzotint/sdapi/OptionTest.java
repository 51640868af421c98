package mezzotint.sdapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionTest {

    private static final Map<String, Option> TABLE = Option.table();

    @Test
    void every_default_can_be_set_and_asks_for_nothing() {
        TABLE.forEach((name, option) -> {
            Object fallback = option.field().fallback();
            if (fallback != null) {
                assertEquals(Optional.of(fallback), option.read(fallback), name);
                assertFalse(option.isInVain(fallback), name);
            }
        });
    }

    @Test
    void what_it_may_be_is_said() {
        assertEquals("choose among png, jpg, jpeg, webp", TABLE.get("samples_format").needed());
        assertEquals("give a whole number from 1 to 100", TABLE.get("jpeg_quality").needed());
        assertEquals("give a number from 0 to 1", TABLE.get("eta_ancestral").needed());
        assertEquals("give true or false", TABLE.get("return_grid").needed());
    }

    @Test
    void only_what_would_change_a_picture_is_in_vain() {
        assertTrue(TABLE.get("sd_vae").isInVain("my.safetensors"));
        assertFalse(TABLE.get("sd_vae").isInVain("None"));
        assertFalse(TABLE.get("send_seed").isInVain(false));
        assertFalse(TABLE.get("s_churn").isInVain(5.0));
    }
}
