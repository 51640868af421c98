package mezzotint.manager.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Origin;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationCheckTest {

    private static final Trust.Publisher PUBLISHER = new Trust.Publisher("Example", "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");
    private static final String JAR = "a".repeat(64);
    private static final Ledger.Entry ENTRY = new Ledger.Entry(JAR, "2.0.0", new Origin(Origin.Kind.UPLOAD, ""), true, Trust.Standing.TRUSTED, PUBLISHER,
            Set.of(), Set.of(), List.of(), false);

    @TempDir
    private Path folder;

    @Test
    void what_a_revoked_publisher_signed_is_not_to_run() {
        assertEquals("stolen", reason(PUBLISHER.key(), new Target("org.example", true, JAR, true, ENTRY)));
        assertEquals("stolen", reason(JAR, new Target("org.example", true, JAR, true, null)));
        assertEquals("", reason(JAR, new Target("org.example", true, JAR, false, ENTRY)), "it does not run");
        assertEquals("", reason(JAR, Target.absent("org.example")));
    }

    /** Safe mode puts it in the place of a publisher's. */
    @Test
    void the_distributions_jar_is_judged_by_its_bytes_alone() throws IOException {
        Path file = Files.write(folder.resolve("shipped.jar"), new byte[] {1, 2, 3});
        Target shipped = new Target("org.example", true, JarPlacement.reference(file.toUri()), true, ENTRY);
        assertEquals("", reason(PUBLISHER.key(), shipped));
        assertEquals("", reason(JAR, shipped));
        assertEquals("stolen", reason(Digests.sha256(new byte[] {1, 2, 3}), shipped));
    }

    /** Why a target is not to run when this is revoked. */
    private static String reason(String revoked, Target target) {
        var revocation = new Trust.Revocation(revoked, "stolen");
        Trust trust = (Trust) Proxy.newProxyInstance(Trust.class.getClassLoader(), new Class<?>[] {Trust.class}, (proxy, method, args) ->
                method.getName().equals("revocations") ? List.of(revocation) : Optional.of(revocation).filter(r -> List.of(args).contains(r.what())));
        return new RevocationCheck(trust, null, null, null).of(target).map(Trust.Revocation::reason).orElse("");
    }
}
