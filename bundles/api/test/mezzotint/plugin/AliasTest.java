package mezzotint.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AliasTest {

    private static final Plugins.Entry ENTRY = new Plugins.Entry("sampler", "unipc", "UniPC", List.of("uni_pc", "uni_pc_bh2 (variant=bh2)"), "",
            "mezzotint.sampler.unipc", "1.0.0", None.class, true);

    @Test
    void setsParametersInBrackets() {
        assertEquals(new Alias("DPM++ 2M SDE Heun", Map.of("solver", "heun", "eta", 0.5, "exact", true)),
                Alias.of("DPM++ 2M SDE Heun (solver=heun eta=0.5 exact=true)"));
    }

    @Test
    void isANameAloneElse() {
        for (String name : List.of("k_lms", "NV (Philox)", "DPM++ (2M)", "a=b")) {
            assertEquals(new Alias(name, Map.of()), Alias.of(name));
        }
    }

    @Test
    void meansThePluginInAnySpelling() {
        assertTrue(ENTRY.isCalled("Uni-PC BH2"));
        assertEquals(Map.of("variant", "bh2"), ENTRY.setBy("Uni-PC BH2"));
        assertTrue(ENTRY.isCalled("UNIPC"));
        assertEquals(Map.of(), ENTRY.setBy("uni_pc"));
        assertFalse(ENTRY.isCalled("unipc bh3"));
    }
}
