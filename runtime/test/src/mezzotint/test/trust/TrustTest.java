package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.trust.Network;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whom the workbench trusts, what plugins say they use, and the switch of the network. */
class TrustTest {

    private final Trust trust = Osgi.service(Trust.class);
    private final Network network = Osgi.service(Network.class);

    @TempDir
    private Path folder;

    @AfterEach
    void as_before() {
        trust.setMode(Trust.Mode.ASK, "a test");
        network.setOffline(false, "a test");
        trust.publishers().forEach(p -> trust.distrust(p.key(), "a test"));
    }

    /** Fix a failure in the plugin's bnd.bnd: the header Mezzotint-Uses. */
    @TestFactory
    Stream<DynamicTest> plugins_declare_what_is_found_in_them() {
        return Osgi.plugins().stream().map(plugin -> DynamicTest.dynamicTest(plugin.getSymbolicName(), () -> {
            Trust.Verdict verdict = trust.judge(Osgi.jar(plugin), "");
            assertEquals(verdict.found(), verdict.declared(), verdict.remarks()::toString);
            assertEquals(Trust.Standing.BUNDLED, verdict.standing());
            assertFalse(verdict.consent());
        }));
    }

    /** An author makes a key, signs and offers; a user trusts the key; then a byte is changed. */
    @Test
    void what_the_command_line_signs_is_trusted_with_its_key() throws Exception {
        Path jar = Files.write(folder.resolve("mine.jar"), changed(Osgi.jar(Osgi.plugins().get(0))));
        String key = run("plugin", "key", "mine").strip();
        Path signature = Path.of(run("plugin", "sign", jar.toString()).strip());
        assertTrue(run("plugin", "verify", jar.toString()).contains(key + ", which nobody here trusts"));
        String text = Files.readString(signature).replace('\n', ' ');
        trust.setMode(Trust.Mode.SIGNED, "a test");
        assertThrows(Problem.class, () -> trust.judge(Files.readAllBytes(jar), text));
        assertEquals(201, Api.post("/api/trust/publishers", Map.of("name", "Example", "key", key)).status());
        assertEquals(Trust.Standing.TRUSTED, trust.judge(Files.readAllBytes(jar), text).standing());
        Path index = Path.of(run("plugin", "index", folder.toString(), "--key", "mine").lines().findFirst().orElseThrow());
        assertEquals("Example", trust.verify(Files.readAllBytes(index), Files.readString(folder.resolve("index.xml.sig"))).orElseThrow().name());
        byte[] forged = Files.readAllBytes(jar);
        forged[forged.length / 2] ^= 1;
        assertEquals(Problem.Kind.FORBIDDEN, assertThrows(Problem.class, () -> trust.judge(forged, text)).kind());
        Files.write(jar, forged);
        Process verify = CommandLine.launch(folder, "plugin", "verify", jar.toString());
        assertTrue(new String(verify.getErrorStream().readAllBytes()).contains("the signature does not fit"));
        assertEquals(2, verify.waitFor());
    }

    /** Another jar with the same content. */
    private static byte[] changed(byte[] jar) {
        byte[] other = jar.clone();
        other[10] ^= 2; // the time of the first entry
        return other;
    }

    private String run(String... args) throws IOException, InterruptedException {
        Process process = CommandLine.launch(folder, args);
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> List.of(args) + " failed");
        return said;
    }

    /** To be trusted is not to own every name. */
    @Test
    void another_publisher_takes_a_plugin_over_only_with_consent() {
        SigningKey first = publisher("First");
        SigningKey second = publisher("Second");
        try {
            TestInstaller.meet(signed("org.example.handed", "1.0.0", first));
            assertFalse(TestInstaller.installer().plan(signed("org.example.handed", "1.1.0", first), "a test").consent());
            Plan plan = TestInstaller.installer().plan(signed("org.example.handed", "2.0.0", second), "a test");
            assertTrue(plan.consent());
            assertEquals("Org.example.handed changes hands: it came from First, and would be vouched for by Second.", plan.words().get(1));
            assertEquals(Problem.Kind.CONFLICT, assertThrows(Problem.class, () -> TestInstaller.installer().carryOut(plan.id(), "a test", false)).kind());
            Plan shipped = TestInstaller.installer().plan(signed("mezzotint.sampler.lcm", "9.0.0", second), "a test");
            assertTrue(shipped.consent());
            assertTrue(shipped.words().get(1).contains("it came with the workbench, and would be vouched for by Second"), shipped.words()::toString);
            TestInstaller.meet(signed("org.example.handed", "2.0.0", second));
            trust.setMode(Trust.Mode.OPEN, "a test");
            assertFalse(TestInstaller.installer().plan(signed("org.example.handed", "3.0.0", first), "a test").consent());
        } finally {
            TestInstaller.meet(Wish.NOTHING.remove("org.example.handed"));
        }
    }

    private SigningKey publisher(String name) {
        SigningKey key = SigningKey.generate();
        trust.trust(new Trust.Publisher(name, key.publicKey()), "a test");
        return key;
    }

    private static Wish signed(String name, String version, SigningKey key) {
        byte[] jar = new TestJar(name, version).bytes();
        return Wish.NOTHING.install(new Parcel(jar, key.sign(jar).text(), new Origin(Origin.Kind.UPLOAD, "")));
    }

    @Test
    void changes_over_http_are_in_the_audit_log() {
        String key = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
        assertEquals("open", Api.put("/api/trust/mode", Map.of("mode", "open")).text("mode"));
        assertEquals(201, Api.post("/api/trust/publishers", Map.of("name", "Example", "key", key)).status());
        assertEquals(200, Api.delete("/api/trust/publishers?key=" + key).status());
        assertEquals(404, Api.delete("/api/trust/publishers?key=" + key).status());
        JsonObject audit = Api.get("/api/audit?limit=3").object();
        assertTrue(audit.get("whole").getAsBoolean(), audit::toString);
        List<String> actions = audit.getAsJsonArray("entries").asList().stream().map(e -> e.getAsJsonObject().get("action").getAsString()).toList();
        assertEquals(List.of("distrust", "trust", "mode"), actions);
    }

    @Test
    void mistakes_are_told_in_words() {
        assertTrue(Api.put("/api/trust/mode", Map.of("mode", "free")).text("advice").contains("[signed, ask, open]"));
        assertEquals(400, Api.post("/api/trust/publishers", Map.of("name", "Example", "key", "abc")).status());
        assertEquals(400, Api.post("/api/trust/publishers", Map.of("name", "Example")).status());
        assertEquals(400, Api.post("/api/trust/revocations", Map.of("what", "abc", "reason", "none")).status());
        assertEquals(400, Api.get("/api/audit?limit=0").status());
        assertEquals(404, Api.get("/api/trust/nothing").status());
        assertEquals(400, Api.put("/api/settings/offline", Map.of("offline", "yes")).status());
    }

    @Test
    void the_network_has_one_switch() {
        assertTrue(Api.put("/api/settings/offline", Map.of("offline", true)).object().get("offline").getAsBoolean());
        Problem problem = assertThrows(Problem.class, () -> network.open(URI.create("https://example.org/index.xml")));
        assertEquals("https://example.org/index.xml is not asked: the network is switched off", problem.getMessage());
        assertFalse(Api.put("/api/settings/offline", Map.of("offline", false)).object().get("offline").getAsBoolean());
    }
}
