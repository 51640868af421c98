package mezzotint.manager.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mezzotint.libs.signing.Digests;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manager.trust.sample.Quiet;
import mezzotint.manager.trust.sample.Starter;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import mezzotint.trust.Trust.Mode;
import mezzotint.trust.Trust.Publisher;
import mezzotint.trust.Trust.Revocation;
import mezzotint.trust.Trust.Standing;
import mezzotint.trust.Trust.Verdict;
import mezzotint.trust.Use;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatekeeperTest {

    private static final String ME = "Anna";

    private final byte[] jar = Jars.of(Quiet.class).bytes();
    private final SigningKey key = SigningKey.generate();
    private final Publisher publisher = new Publisher("Example", key.publicKey());
    private final String signature = key.sign(jar).text();
    private final Audit audit = new MemoryAudit();

    @TempDir
    private Path home;
    private Gatekeeper gate;

    @BeforeEach
    void open() {
        gate = read();
    }

    private Gatekeeper read() {
        return new Gatekeeper(home.resolve("conf"), new Distribution(home.resolve("dist")), audit);
    }

    @Test
    void a_trusted_publisher_is_let_in_without_a_question() {
        gate.trust(publisher, ME);
        for (Mode mode : Mode.values()) {
            gate.setMode(mode, ME);
            Verdict verdict = gate.judge(jar, signature);
            assertEquals(Standing.TRUSTED, verdict.standing());
            assertEquals(Optional.of(publisher), verdict.publisher());
            assertFalse(verdict.consent(), mode::toString);
            assertEquals(Digests.sha256(jar), verdict.sha256());
        }
    }

    @Test
    void a_stranger_is_let_in_as_the_mode_says() {
        assertEquals(Mode.ASK, gate.mode());
        assertEquals(Standing.UNKNOWN_PUBLISHER, gate.judge(jar, signature).standing());
        assertEquals(Optional.of(new Publisher("", key.publicKey())), gate.judge(jar, signature).publisher());
        assertTrue(gate.judge(jar, signature).consent());
        assertEquals(Standing.UNSIGNED, gate.judge(jar, "").standing());
        assertTrue(gate.judge(jar, "").consent());
        gate.setMode(Mode.OPEN, ME);
        assertFalse(gate.judge(jar, "").consent());
        gate.setMode(Mode.SIGNED, ME);
        assertEquals("the jar is not signed, and only what a trusted publisher signed may come in", refusal(jar, ""));
        assertTrue(refusal(jar, signature).contains(key.publicKey() + ", which nobody here trusts"));
    }

    @Test
    void what_was_changed_is_refused_in_every_mode() {
        gate.trust(publisher, ME);
        byte[] changed = jar.clone();
        changed[changed.length / 2] ^= 1;
        String foreign = SigningKey.generate().sign(jar).text().replaceFirst("key \\S+", "key " + key.publicKey());
        for (Mode mode : Mode.values()) {
            gate.setMode(mode, ME);
            assertTrue(refusal(changed, signature).startsWith("the signature does not fit"), mode::toString);
            assertTrue(refusal(jar, foreign).startsWith("the signature does not fit"), mode::toString);
        }
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> gate.judge(jar, "rubbish")).kind());
    }

    @Test
    void what_is_revoked_is_refused_in_every_mode() {
        byte[] other = Jars.of(Starter.class).bytes();
        gate.trust(publisher, ME);
        gate.revoke(new Revocation(publisher.key(), "the key was stolen"), ME);
        gate.revoke(new Revocation(Digests.sha256(other), "it is harmful"), ME);
        for (Mode mode : List.of(Mode.ASK, Mode.OPEN)) {
            gate.setMode(mode, ME);
            assertEquals("the jar is revoked by its publisher's key " + publisher.key() + ": the key was stolen", refusal(jar, signature));
            assertEquals("the jar is revoked by its sha-256 " + Digests.sha256(other) + ": it is harmful", refusal(other, ""));
        }
        assertEquals(List.of(), gate.publishers(), "a revoked key is not trusted any more");
        assertEquals(Problem.Kind.CONFLICT, assertThrows(Problem.class, () -> gate.trust(publisher, ME)).kind());
        assertEquals("it is harmful", gate.revoked(Digests.sha256(other), "").orElseThrow().reason());
        assertEquals(Optional.empty(), gate.revoked(Digests.sha256(jar), ""));
    }

    @Test
    void the_listener_hears_each_revocation_once() throws Exception {
        var heard = new ArrayList<String>();
        var revocation = new Revocation(publisher.key(), "the key was stolen");
        try (AutoCloseable listening = gate.listen(r -> heard.add(r.reason()))) {
            gate.revoke(revocation, ME);
            gate.revoke(revocation, ME);
        }
        gate.revoke(new Revocation(SigningKey.generate().publicKey(), "another"), ME);
        assertEquals(List.of("the key was stolen"), heard);
    }

    @Test
    void a_repository_may_revoke_if_it_is_trusted() {
        byte[] list = ("[{\"what\": \"" + Digests.sha256(jar) + "\", \"reason\": \"it is harmful\"}]").getBytes();
        String signed = key.sign(list).text();
        assertEquals(Problem.Kind.FORBIDDEN, assertThrows(Problem.class, () -> gate.revoke(list, signed, ME)).kind());
        gate.trust(publisher, ME);
        assertThrows(Problem.class, () -> gate.revoke(list, key.sign(jar).text(), ME));
        assertEquals(1, gate.revoke(list, signed, ME).size());
        assertEquals(0, gate.revoke(list, signed, ME).size());
        assertTrue(refusal(jar, signature).endsWith("it is harmful"));
        byte[] wrong = "[{\"what\": \"abc\", \"reason\": \"\"}]".getBytes();
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> gate.revoke(wrong, key.sign(wrong).text(), ME)).kind());
    }

    @Test
    void the_origin_vouches_for_what_came_with_the_workbench() throws IOException {
        Files.createDirectories(home.resolve("dist/plugins"));
        Files.write(home.resolve("dist/plugins/quiet.jar"), jar);
        gate.setMode(Mode.SIGNED, ME);
        assertEquals(Standing.BUNDLED, gate.judge(jar, "").standing());
        assertFalse(gate.judge(jar, "").consent());
        byte[] other = jar.clone();
        other[other.length - 1] ^= 1;
        assertEquals(Problem.Kind.FORBIDDEN, assertThrows(Problem.class, () -> gate.judge(other, "")).kind());
    }

    @Test
    void who_signed_the_index_vouches_for_its_jars() {
        gate.setMode(Mode.SIGNED, ME);
        assertThrows(Problem.class, () -> gate.judge(jar, new Publisher("", key.publicKey())));
        gate.trust(publisher, ME);
        assertEquals(Standing.TRUSTED, gate.judge(jar, new Publisher("", key.publicKey())).standing());
    }

    /** Whoever is trusted may still have forgotten to say something. */
    @Test
    void what_is_not_declared_needs_consent() {
        byte[] starter = Jars.of(Starter.class).bytes();
        gate.trust(publisher, ME);
        Verdict verdict = gate.judge(starter, key.sign(starter).text());
        assertEquals(Set.of(Use.PROCESSES), verdict.undeclared());
        assertTrue(verdict.consent());
        byte[] honest = Jars.of(Starter.class).header(Uses.HEADER, "processes").bytes();
        assertFalse(gate.judge(honest, key.sign(honest).text()).consent());
    }

    @Test
    void what_was_set_survives_a_restart() {
        gate.trust(publisher, ME);
        gate.setMode(Mode.OPEN, ME);
        gate.revoke(new Revocation(Digests.sha256(jar), "it is harmful"), ME);
        Gatekeeper next = read();
        assertEquals(Mode.OPEN, next.mode());
        assertEquals(List.of(publisher), next.publishers());
        assertEquals("it is harmful", next.revocations().get(0).reason());
        assertEquals(List.of("revoke", "mode", "trust"), audit.list(9).stream().map(Audit.Entry::action).toList());
    }

    @Test
    void damaged_settings_are_kept_aside_and_the_strictest_hold() throws IOException {
        Path file = home.resolve("conf/trust.json");
        for (String damaged : List.of("{\"mode\": \"OP", "", "{}", "{\"mode\": \"FREE\", \"publishers\": [], \"revocations\": []}",
                "{\"mode\": \"OPEN\", \"publishers\": [{\"name\": \"x\", \"key\": \"y\"}], \"revocations\": []}")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, damaged);
            assertEquals(Mode.SIGNED, read().mode(), damaged);
            assertEquals(Mode.SIGNED, read().mode(), "after a restart too");
        }
        assertEquals("{\"mode\": \"OP", Files.readString(home.resolve("conf/trust.json.damaged.1")));
        assertTrue(Files.exists(home.resolve("conf/trust.json.damaged.5")));
        assertEquals(5, audit.list(9).size());
    }

    @Test
    void what_is_no_key_is_refused() {
        assertThrows(Problem.class, () -> gate.trust(new Publisher("Example", "abc"), ME));
        assertThrows(Problem.class, () -> gate.trust(new Publisher(" ", publisher.key()), ME));
        assertThrows(Problem.class, () -> gate.revoke(new Revocation(Digests.sha256(jar).toUpperCase(Locale.ROOT), ""), ME));
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> gate.distrust(publisher.key(), ME)).kind());
    }

    private String refusal(byte[] content, String text) {
        Problem problem = assertThrows(Problem.class, () -> gate.judge(content, text));
        assertEquals(Problem.Kind.FORBIDDEN, problem.kind());
        return problem.getMessage();
    }
}
