package mezzotint.libs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundleIdsTest {

    @Test
    void a_bundle_has_one_id_and_its_own_name_means_it() {
        assertEquals("mezzotint/sampler.euler", BundleIds.of("mezzotint.sampler.euler"));
        assertEquals("plugin/org.example.sharpen", BundleIds.of("org.example.Sharpen"));
        assertEquals(Optional.of("mezzotint/sampler.euler"), BundleIds.named(" Mezzotint.Sampler.Euler "));
        assertEquals(Optional.of("plugin/org.example.sharpen"), BundleIds.named("plugin/org.example.Sharpen"));
        assertTrue(BundleIds.isOwn("mezzotint/sampler.euler") && BundleIds.isOwn("plugin/mezzotint.x"));
    }

    @Test
    void what_sources_tell_of_is_nothing_of_this_workbench() {
        assertEquals(Optional.empty(), BundleIds.named("openai/gpt-4.1-mini"));
        assertEquals(Optional.empty(), BundleIds.named("mezzotints/engraver"));
        assertFalse(BundleIds.isOwn("vladmandic/sdnext"));
    }
}
