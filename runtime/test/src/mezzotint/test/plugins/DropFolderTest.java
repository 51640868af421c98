package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in the watched folder is an offer. */
class DropFolderTest {

    private static final String NAME = "org.example.dropped";

    private final Path folder = Path.of(Osgi.context().getProperty("mezzotint.home"), "plugins");
    private final Path jar = folder.resolve("dropped.jar");

    @AfterEach
    void clean() throws IOException {
        Files.deleteIfExists(jar);
        Files.deleteIfExists(folder.resolve("dropped.jar.sig"));
        Files.deleteIfExists(folder.resolve("dropped.jar.refused"));
        TestInstaller.find(NAME).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(NAME)));
    }

    @Test
    void what_a_trusted_publisher_signed_is_installed_and_stays() throws Exception {
        SigningKey key = SigningKey.generate();
        Trust trust = Osgi.service(Trust.class);
        trust.trust(new Trust.Publisher("the test", key.publicKey()), "a test");
        byte[] bytes = new TestJar(NAME, "1.0.0").bytes();
        Files.writeString(folder.resolve("dropped.jar.sig"), key.sign(bytes).text());
        Files.write(jar, bytes);
        await(() -> TestInstaller.find(NAME).isPresent());
        Files.delete(jar);
        Thread.sleep(500);
        assertTrue(TestInstaller.find(NAME).isPresent(), "taking the jar away removes nothing");
        trust.distrust(key.publicKey(), "a test");
    }

    @Test
    void what_nobody_signed_waits_for_consent() throws Exception {
        Files.write(jar, new TestJar(NAME, "1.0.0").bytes());
        await(() -> plan() != null);
        assertTrue(TestInstaller.find(NAME).isEmpty());
        TestInstaller.installer().carryOut(plan().id(), "a test", true).end().toCompletableFuture().join();
        assertTrue(TestInstaller.find(NAME).isPresent());
    }

    private static Plan plan() {
        return TestInstaller.installer().plans().stream().filter(p -> p.steps().stream().anyMatch(s -> s.name().equals(NAME))).findFirst().orElse(null);
    }

    @Test
    void a_refusal_is_written_beside_it() throws Exception {
        Files.write(jar, new TestJar(NAME, "1.0.0").header("Import-Package", "org.example.nobody").bytes());
        Path refused = folder.resolve("dropped.jar.refused");
        await(() -> Files.exists(refused));
        assertTrue(Files.readString(refused).contains("the package org.example.nobody"), Files.readString(refused));
        Files.write(jar, new TestJar(NAME, "1.0.1").bytes());
        await(() -> !Files.exists(refused) && plan() != null);
        TestInstaller.installer().dismiss(plan().id(), "a test");
        assertNull(plan());
    }

    @Test
    void what_waits_for_consent_waits_again_after_a_restart(@TempDir Path home) throws Exception {
        Files.write(Files.createDirectories(home.resolve("plugins")).resolve("dropped.jar"), new TestJar(NAME, "1.0.0").bytes());
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            await(() -> plan(first) != null);
            first.kill();
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            await(() -> plan(second) != null);
            assertEquals(200, second.change("POST", "/plans/" + plan(second), null).statusCode());
            await(() -> Files.exists(home.resolve("conf/offered.json")));
        }
        try (OtherWorkbench third = OtherWorkbench.start(home)) {
            assertTrue(third.plugins().containsKey(NAME));
            Thread.sleep(1000);
            assertNull(plan(third));
        }
    }

    /** The id of the only plan there is, or null. */
    private static String plan(OtherWorkbench workbench) {
        try {
            var plans = workbench.get("/api/plugins/plans").getAsJsonArray();
            return plans.isEmpty() ? null : plans.get(0).getAsJsonObject().get("id").getAsString();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), "after 5 s it is not so");
    }
}
