package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Installed;
import mezzotint.manage.Origin;
import mezzotint.manage.Plan;
import mezzotint.manage.Repositories;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TestRepository;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come from repositories, with what they need, and only as the index says. */
class RepositoryTest {

    private static final String USER = "org.example.user";
    private static final String LIBRARY = "org.example.library";

    private final Repositories repositories = Osgi.service(Repositories.class);

    @TempDir
    private Path folder;

    @AfterEach
    void clean() {
        List.of(USER, LIBRARY, "org.example.other").forEach(n -> TestInstaller.find(n).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(n))));
        repositories.list().stream().filter(r -> !r.bundled()).forEach(r -> repositories.remove(r.name(), "a test"));
    }

    private TestRepository library() throws IOException {
        return new TestRepository(folder).add(USER, "1.0.0", "", "org.example.library").add(LIBRARY, "1.0.0", "org.example.library", "").write();
    }

    @Test
    void what_a_plugin_needs_comes_and_goes_with_it() throws IOException {
        repositories.add("test", library().index(), "", "a test");
        Plan plan = TestInstaller.meet(Wish.NOTHING.install(USER, "")).plan();
        assertEquals(List.of(USER + " wanted", LIBRARY + " needed by " + USER),
                plan.steps().stream().map(s -> s.name() + " " + s.why()).toList());
        Installed library = TestInstaller.find(LIBRARY).orElseThrow();
        assertFalse(library.wanted());
        assertEquals(List.of(USER), library.neededBy());
        assertEquals(new Origin(Origin.Kind.REPOSITORY, "test"), library.origin());
        Problem needed = assertThrows(Problem.class, () -> TestInstaller.meet(Wish.NOTHING.remove(LIBRARY)));
        assertTrue(needed.getMessage().contains(USER), needed.getMessage());
        Plan back = TestInstaller.meet(Wish.NOTHING.remove(USER)).plan();
        assertTrue(back.words().contains("Removes " + LIBRARY + " 1.0.0, needed by nobody any more."), back.words().toString());
        assertTrue(TestInstaller.find(LIBRARY).isEmpty());
    }

    @Test
    void several_repositories_are_one_offer() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        repositories.add("first", new TestRepository(folder).add(USER, "1.0.0", "", "org.example.library").add(LIBRARY, "0.5.0", "", "").write().index(), "", "a test");
        repositories.add("second", new TestRepository(other).add(LIBRARY, "1.0.0", "org.example.library", "").write().index(), "", "a test");
        assertEquals(List.of("1.0.0 second", "0.5.0 first"), repositories.search(LIBRARY).stream().map(o -> o.version() + " " + o.repository()).toList());
        TestInstaller.meet(Wish.NOTHING.install(USER, ""));
        assertEquals(List.of("first", "second"), List.of(TestInstaller.find(USER).orElseThrow().origin().place(), TestInstaller.find(LIBRARY).orElseThrow().origin().place()));
    }

    /** Who provides what is missing is named, also where it cannot help. */
    @Test
    void what_cannot_work_is_refused_with_who_could_provide_it() throws IOException {
        repositories.add("test", new TestRepository(folder).add(LIBRARY, "1.0.0", "org.example.library", "org.example.nowhere").write().index(), "", "a test");
        List<String> before = Osgi.bundles().stream().map(b -> b.getSymbolicName() + b.getState()).sorted().toList();
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(new TestJar(USER, "1.0.0").header("Import-Package", "org.example.library").bytes())));
        assertEquals(Problem.Kind.CONFLICT, problem.kind());
        assertEquals(USER + " cannot work here: nothing here provides the package org.example.library (" + LIBRARY
                + " 1.0.0 of the repository test would, but cannot work here either)", problem.getMessage());
        assertEquals(before, Osgi.bundles().stream().map(b -> b.getSymbolicName() + b.getState()).sorted().toList());
    }

    @Test
    void what_a_user_wants_stays_when_its_last_user_goes() throws IOException {
        repositories.add("test", library().index(), "", "a test");
        TestInstaller.meet(Wish.NOTHING.install(USER, ""));
        TestInstaller.meet(Wish.NOTHING.install(LIBRARY, ""));
        TestInstaller.meet(Wish.NOTHING.remove(USER));
        assertTrue(TestInstaller.find(LIBRARY).orElseThrow().wanted());
    }

    @Test
    void a_jar_that_is_not_the_one_of_the_index_is_refused() throws IOException {
        repositories.add("test", new TestRepository(folder).add("org.example.other", "1.0.0", "", "").write().index(), "", "a test");
        Files.write(folder.resolve("org.example.other-1.0.0.jar"), new TestJar("org.example.other", "1.0.1").bytes());
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(Wish.NOTHING.install("org.example.other", "")));
        assertEquals(Problem.Kind.FORBIDDEN, problem.kind());
        assertTrue(TestInstaller.find("org.example.other").isEmpty());
    }

    @Test
    void a_signed_index_vouches_for_its_jars() throws IOException {
        Trust trust = Osgi.service(Trust.class);
        SigningKey key = SigningKey.generate();
        TestRepository repository = library();
        repository.sign(key);
        assertEquals(Problem.Kind.FORBIDDEN, assertThrows(Problem.class,
                () -> repositories.add("test", repository.index(), key.publicKey(), "a test")).kind(), "nobody trusts that key");
        trust.trust(new Trust.Publisher("the test", key.publicKey()), "a test");
        assertEquals("the test", repositories.add("test", repository.index(), key.publicKey(), "a test").signer().orElseThrow().name());
        Wish wish = Wish.NOTHING.install(USER, "");
        assertFalse(TestInstaller.installer().plan(wish, "a test").consent());
        trust.distrust(key.publicKey(), "a test");
        assertTrue(TestInstaller.installer().plan(wish, "a test").consent());
    }

    @Test
    void versions_are_offered_updated_and_taken_back() throws IOException {
        var repository = new TestRepository(folder);
        for (String version : List.of("1.0.0", "2.0.0", "10.0.0")) {
            repository.add(LIBRARY, version, "", "");
        }
        repository.write();
        Path packed = folder.resolve("index.xml.gz");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(Files.readAllBytes(folder.resolve("index.xml")));
        }
        Files.write(packed, bytes.toByteArray());
        repositories.add("test", packed.toUri(), "", "a test");
        assertEquals(List.of("10.0.0", "2.0.0", "1.0.0"), repositories.search("example library").stream().map(Repositories.Offer::version).toList());
        TestInstaller.meet(Wish.NOTHING.install(LIBRARY, "2.0.0"));
        assertEquals("10.0.0", TestInstaller.find(LIBRARY).orElseThrow().update().orElseThrow());
        assertEquals(Plan.Action.UPDATE, TestInstaller.meet(Wish.NOTHING.install(LIBRARY, "")).plan().steps().get(0).action());
        assertEquals("10.0.0", TestInstaller.find(LIBRARY).orElseThrow().version());
        assertEquals(Plan.Action.DOWNGRADE, TestInstaller.meet(Wish.NOTHING.install(LIBRARY, "1.0.0")).plan().steps().get(0).action());
        assertEquals("1.0.0", TestInstaller.find(LIBRARY).orElseThrow().version());
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(Wish.NOTHING.install(LIBRARY, "3.0.0")));
        assertEquals(Problem.Kind.MISSING, problem.kind());
        assertTrue(problem.advice().contains("10.0.0, 2.0.0, 1.0.0"), problem.advice());
    }

    @Test
    void what_shipped_and_was_removed_comes_back_by_its_name() {
        String name = "mezzotint.sampler.heun";
        TestInstaller.meet(Wish.NOTHING.remove(name));
        assertTrue(TestInstaller.find(name).isEmpty());
        TestInstaller.meet(Wish.NOTHING.install(name, ""));
        Installed back = TestInstaller.find(name).orElseThrow();
        assertTrue(back.on() && back.bundled(), back.toString());
    }

    @Test
    void what_is_no_index_is_refused_in_words() throws IOException {
        Path file = Files.writeString(folder.resolve("index.xml"), "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><repository>&e;</repository>");
        Problem problem = assertThrows(Problem.class, () -> repositories.add("test", file.toUri(), "", "a test"));
        assertTrue(problem.getMessage().contains("document type"), problem.getMessage());
        Files.writeString(file, "<html/>");
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> repositories.add("test", file.toUri(), "", "a test")).kind());
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class,
                () -> repositories.add("test", URI.create("http://127.0.0.1:1/index.xml"), "", "a test")).kind());
    }
}
