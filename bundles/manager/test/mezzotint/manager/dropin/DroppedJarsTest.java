package mezzotint.manager.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.InstallerState;
import mezzotint.manager.plan.Drafts;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedJarsTest {

    @TempDir
    private Path home;
    private Path jar;
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private DroppedJars jars;

    /** Names of files, as they were offered. */
    private final List<String> offered = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<String> dismissed = new ArrayList<>();
    private Consumer<Change> listener;
    private boolean consent = true;
    private Optional<Problem> refusal = Optional.empty();
    private final List<Made> made = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        restart();
        jar = write("a.jar", zip("a"));
    }

    private void restart() throws IOException {
        plans.clear();
        jars = new DroppedJars(home, service(Installer.class), service(InstallerState.class), () -> now);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(jars.folder().resolve(name), content);
    }

    private static byte[] zip(String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(content));
        }
        return bytes.toByteArray();
    }

    private void look() {
        look(Duration.ofSeconds(1));
    }

    private void look(Duration later) {
        now = now.plus(later);
        jars.look();
    }

    /** An installer of plans and changes that do nothing. */
    private <T> T service(Class<T> service) {
        return service.cast(Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service}, (proxy, method, args) -> switch (method.getName()) {
            case "listen" -> {
                @SuppressWarnings("unchecked") Consumer<Change> given = (Consumer<Change>) args[0];
                listener = given;
                yield (AutoCloseable) () -> {};
            }
            case "list" -> List.of();
            case "plans" -> List.copyOf(plans);
            case "plan" -> plan((Wish) args[0]);
            case "carryOut" -> carryOut((String) args[0]);
            case "dismiss" -> {
                dismiss((String) args[0]);
                yield null;
            }
            case "isDismissed" -> dismissed.contains((String) args[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        }));
    }

    private Plan plan(Wish wish) {
        String name = wish.parcels().get(0).origin().place();
        offered.add(name);
        refusal.ifPresent(problem -> {
            throw problem;
        });
        var step = new Plan.Step(Plan.Action.INSTALL, name, "1.0.0", "", Optional.of(wish.parcels().get(0).origin()), Optional.empty(), Plan.WANTED, false);
        var plan = new Plan("plan " + offered.size(), List.of(step), consent, List.of());
        plans.add(plan);
        return plan;
    }

    /** Begins a change, which goes on when the test says so. */
    private Made carryOut(String id) {
        Plan plan = plans.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
        plans.remove(plan);
        var change = new Made(plan);
        listener.accept(change);
        made.add(change);
        return change;
    }

    private static final class Made implements Change {

        private final Plan plan;
        private final CompletableFuture<Change> end = new CompletableFuture<>();
        private State state = State.QUEUED;

        Made(Plan plan) {
            this.plan = plan;
        }

        void ends(State how) {
            state = how;
            end.complete(this);
        }

        @Override
        public String id() {
            return "change of " + plan.id();
        }

        @Override
        public Plan plan() {
            return plan;
        }

        @Override
        public String by() {
            return "a test";
        }

        @Override
        public Instant asked() {
            return Instant.EPOCH;
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public List<Wait> waitsFor() {
            return List.of();
        }

        @Override
        public Optional<Problem> problem() {
            return Optional.of(new Problem(Problem.Kind.CONFLICT, "it does not start", "ask its author"));
        }

        @Override
        public CompletionStage<Change> end() {
            return end;
        }

        @Override
        public boolean cancel() {
            return false;
        }
    }

    private void dismiss(String id) {
        assertTrue(plans.removeIf(p -> p.id().equals(id)));
        dismissed.add(id);
    }

    private String id() {
        return plans.get(0).id();
    }

    private void assertOffered(int times) {
        for (int i = 0; i < 5; i++) {
            look();
        }
        assertEquals(times, offered.size(), offered::toString);
    }

    private String refused(String name) throws IOException {
        return Files.readString(jars.folder().resolve(name + ".refused"));
    }

    @Test
    void what_waits_for_consent_is_offered_again_after_a_restart() throws IOException {
        assertOffered(1);
        restart();
        assertOffered(2);
        carryOut(id()).ends(Change.State.DONE);
        assertOffered(2);
        restart();
        assertOffered(2);
    }

    @Test
    void what_is_being_installed_when_the_workbench_ends_is_offered_again() throws IOException {
        consent = false;
        assertOffered(1);
        assertEquals(1, made.size());
        restart();
        assertOffered(2);
        made.get(1).ends(Change.State.DONE);
        assertOffered(2);
        restart();
        assertOffered(2);
    }

    @Test
    void it_is_offered_again_when_its_plan_has_expired() {
        assertOffered(1);
        plans.clear();
        assertOffered(1);
        look(Drafts.LIFETIME);
        assertOffered(2);
    }

    @Test
    void what_is_dismissed_is_offered_no_more() throws IOException {
        assertOffered(1);
        dismiss(id());
        assertOffered(1);
        restart();
        assertOffered(1);
        write("a.jar", zip("another"));
        assertOffered(2);
    }

    @Test
    void a_cancelled_change_leaves_an_offer_that_a_person_decides_on() throws IOException {
        consent = false;
        assertOffered(1);
        made.get(0).ends(Change.State.CANCELLED);
        assertOffered(2);
        assertEquals(1, made.size(), "it was not begun again");
        assertEquals(1, plans.size());
        restart();
        assertOffered(3);
    }

    @Test
    void a_refusal_is_written_beside_it_and_goes_with_it() throws IOException {
        refusal = Optional.of(new Problem(Problem.Kind.CONFLICT, "it cannot work here", "ask its author"));
        assertOffered(1);
        assertEquals("it cannot work here\nask its author\n", refused("a.jar"));
        restart();
        assertOffered(1);
        Files.delete(jar);
        look();
        assertFalse(Files.exists(jars.folder().resolve("a.jar.refused")));
    }

    @Test
    void a_change_that_fails_is_a_refusal() throws IOException {
        assertOffered(1);
        carryOut(id()).ends(Change.State.FAILED);
        assertOffered(1);
        assertTrue(refused("a.jar").startsWith("it does not start"));
    }

    /** A fault of the workbench, as a full disk, is no verdict on the jar. */
    @Test
    void what_the_workbench_itself_fails_at_is_tried_again_at_the_next_start() throws IOException {
        refusal = Optional.of(new Problem(Problem.Kind.INTERNAL, "the disk is full", "make room"));
        assertOffered(1);
        refusal = Optional.empty();
        restart();
        assertOffered(2);
        assertFalse(Files.exists(jars.folder().resolve("a.jar.refused")));
    }

    /** The memory of this process is a file that nobody can read from its beginning. */
    @Test
    void one_that_cannot_be_read_keeps_none_from_being_looked_at() throws IOException {
        Files.delete(jar);
        Files.createSymbolicLink(jar, Path.of("/proc/self/mem"));
        write("b.jar", zip("b"));
        look();
        look();
        assertEquals(List.of("b.jar"), offered);
        look(Duration.ofSeconds(11));
        assertTrue(refused("a.jar").startsWith("a.jar cannot be read: "), refused("a.jar"));
        Files.delete(jar);
        write("a.jar", zip("a"));
        assertOffered(2);
        assertFalse(Files.exists(jars.folder().resolve("a.jar.refused")));
    }

    @Test
    void one_that_is_too_large_is_refused_unread() throws IOException {
        try (var file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.setLength(4L << 30);
        }
        write("b.jar", zip("b"));
        look();
        look();
        look(Duration.ofSeconds(11));
        assertEquals("the jar is larger than 256 MB\nleave models and native libraries out of it\n", refused("a.jar"));
        assertEquals(List.of("b.jar"), offered);
    }

    @Test
    void one_that_still_grows_is_not_touched() throws IOException {
        byte[] whole = zip("a long name of an entry");
        for (int i = 1; i < whole.length; i += 20) {
            Files.write(jar, Arrays.copyOf(whole, i));
            assertOffered(0);
            assertFalse(Files.exists(jars.folder().resolve("a.jar.refused")));
        }
        Files.write(jar, whole);
        assertOffered(1);
    }

    @Test
    void what_never_becomes_whole_is_refused() throws IOException {
        Files.write(jar, new byte[100]);
        assertOffered(0);
        assertFalse(Files.exists(jars.folder().resolve("a.jar.refused")));
        look(Duration.ofSeconds(11));
        assertOffered(0);
        assertTrue(refused("a.jar").contains("it has no end"), refused("a.jar"));
    }

    /** What was planned for the old content is not to be agreed to by mistake. */
    @Test
    void another_content_takes_the_place_of_the_old_plan() throws IOException {
        assertOffered(1);
        write("a.jar", zip("another"));
        assertOffered(2);
        assertEquals(List.of("plan 1"), dismissed);
        assertEquals(1, plans.size());
    }
}
