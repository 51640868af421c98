package mezzotint.manager.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class DraftsTest {

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Drafts drafts = new Drafts(() -> now);

    @Test
    void a_plan_expires_though_no_other_comes() {
        drafts.add(draft("a"));
        now = now.plus(Drafts.LIFETIME);
        assertEquals(1, drafts.list().size());
        now = now.plusMillis(1);
        assertEquals(List.of(), drafts.list());
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> drafts.find("a")).kind());
        assertFalse(drafts.isDismissed("a"));
    }

    @Test
    void what_was_dismissed_is_told_from_what_was_taken() {
        drafts.add(draft("a"));
        drafts.add(draft("b"));
        drafts.take("a");
        drafts.dismiss("b");
        assertFalse(drafts.isDismissed("a"));
        assertTrue(drafts.isDismissed("b"));
    }

    private static Draft draft(String id) {
        return new Draft(Wish.NOTHING, new Plan(id, List.of(), false, List.of()), List.of(), List.of(), "a test", null);
    }
}
