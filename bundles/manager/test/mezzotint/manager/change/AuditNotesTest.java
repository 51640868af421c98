package mezzotint.manager.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.junit.jupiter.api.Test;

class AuditNotesTest {

    /** What was to be written, in words. */
    private final List<String> asked = new ArrayList<>();
    private final AuditNotes notes = new AuditNotes((Audit) Proxy.newProxyInstance(Audit.class.getClassLoader(), new Class<?>[] {Audit.class}, (proxy, method, args) -> {
        asked.add(args[0] + " " + args[1] + " " + args[2]);
        throw new Problem(Problem.Kind.INTERNAL, "the disk is full", "make room");
    }));

    @Test
    void an_audit_log_that_fails_changes_no_outcome() {
        notes.resumed("the change of a was cut off");
        notes.refused(Wish.NOTHING.install("org.example.a", "2.0.0").switchOff("org.example.b"), "anna", Problem.invalid("no", "none"));
        assertEquals(List.of("the workbench resume plugins", "anna refuse org.example.a 2.0.0, org.example.b"), asked);
    }
}
