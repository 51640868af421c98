package mezzotint.manager.dropin;

import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.disk.JsonFile;
import mezzotint.manager.installed.InstallerState;
import mezzotint.manager.plan.Drafts;
import mezzotint.plugin.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars in a folder, and what became of each. A content is settled once it is installed, refused or dismissed, which is kept on
 * disk; until then it is offered again after a restart, and when its plan has expired or its change was cancelled.
 */
final class DroppedJars implements AutoCloseable {

    private static final String BY = "the watched folder";
    private static final Duration GROWING = Duration.ofMillis(200);
    private static final Duration OPEN = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Logger logger = LoggerFactory.getLogger(DroppedJars.class);
    private final Path folder;
    private final Installer installer;
    private final InstallerState installerState;
    private final InstantSource clock;
    private final AutoCloseable listening;
    private final JsonFile<Map<String, String>> file;
    /** Contents by the names of the files. */
    private final Map<String, String> settled;
    private final Map<String, DroppedJar> jars = new HashMap<>();
    /** What became of plans of ours, by their ids: a change that is planned anew has another. */
    private final Map<String, Change> begun = new ConcurrentHashMap<>();

    DroppedJars(Path home, Installer installer, InstallerState installerState, InstantSource clock) throws IOException {
        this.folder = Files.createDirectories(home.resolve("plugins"));
        this.installer = installer;
        this.installerState = installerState;
        this.clock = clock;
        file = new JsonFile<>(home.resolve("conf/offered.json"), new TypeToken<TreeMap<String, String>>() {}.getType());
        settled = new TreeMap<>(file.read().orElse(Map.of()));
        listening = installer.listen(this::hear);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws Exception {
        listening.close();
    }

    private void hear(Change change) {
        boolean dropped = change.plan().steps().stream().flatMap(s -> s.origin().stream()).anyMatch(o -> o.kind() == Origin.Kind.FOLDER);
        if (dropped && change.state() == Change.State.QUEUED) {
            begun.put(change.plan().id(), change);
        }
    }

    /** Offers what is new, and returns when to look again although nothing changes. */
    Duration look() {
        begun.keySet().retainAll(jars.values().stream().filter(DroppedJar::isOffered).map(DroppedJar::plan).toList());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".jar") && Files.isRegularFile(f)).sorted().toList();
            forgetOthers(found.stream().map(j -> j.getFileName().toString()).toList());
            return found.stream().map(this::look).min(Duration::compareTo).orElse(IDLE);
        } catch (IOException | RuntimeException e) {
            logger.warn("the folder {} cannot be read: {}", folder, e.getMessage());
            return IDLE;
        }
    }

    private void forgetOthers(List<String> names) throws IOException {
        var gone = new TreeSet<>(settled.keySet());
        gone.addAll(jars.keySet());
        gone.removeAll(names);
        for (String each : gone) {
            Files.deleteIfExists(refused(each));
        }
        jars.keySet().removeAll(gone);
        if (settled.keySet().removeAll(gone)) {
            file.write(settled);
        }
    }

    private Duration look(Path path) {
        String name = path.getFileName().toString();
        try {
            return look(path, name);
        } catch (IOException e) {
            refuse(name, new Problem(Problem.Kind.INVALID, name + " cannot be read: " + e, "check the file and who may read it"));
        } catch (RuntimeException e) {
            logger.warn("{} is not looked at: {}", name, e.getMessage());
        } catch (OutOfMemoryError e) { // the other jars are looked at all the same
            refuse(name, new Problem(Problem.Kind.TOO_LARGE, "there is not enough memory to look at " + name, "restart the workbench with more"));
        }
        return IDLE;
    }

    private Duration look(Path path, String name) throws IOException {
        DroppedJar jar = jars.get(name);
        if (jar == null || !jar.isSame(path) && !isRunning(jar)) {
            if (jar != null) {
                withdraw(jar);
            }
            jars.put(name, new DroppedJar(path, clock.instant()));
            return GROWING;
        }
        if (jar.isGrowing(clock.instant())) {
            return GROWING;
        }
        if (jar.content().equals(settled.get(name))) {
            return IDLE;
        }
        if (jar.isOffered()) {
            review(jar);
        }
        if (jar.isFree()) {
            offer(jar);
        }
        return jar.isOffered() ? OPEN : IDLE;
    }

    private boolean isRunning(DroppedJar jar) {
        return change(jar) != null && !change(jar).end().toCompletableFuture().isDone();
    }

    /** The change that the plan for a jar has become, or null. */
    private Change change(DroppedJar jar) {
        return jar.isOffered() ? begun.get(jar.plan()) : null;
    }

    /** Dismisses the plan of a jar whose file was replaced. */
    private void withdraw(DroppedJar jar) {
        if (waits(jar)) {
            installer.dismiss(jar.plan(), BY);
        }
    }

    private boolean waits(DroppedJar jar) {
        return jar.isOffered() && installer.plans().stream().anyMatch(p -> p.id().equals(jar.plan()));
    }

    /** What became of the plan. */
    private void review(DroppedJar jar) throws IOException {
        if (waits(jar) || isRunning(jar)) {
            return;
        }
        Change change = change(jar);
        Change.State end = change == null ? null : change.state();
        if (end == Change.State.DONE || change == null && installerState.isDismissed(jar.plan())) {
            settle(jar);
        } else if (end == Change.State.FAILED) {
            refuse(jar, change.problem().orElseThrow());
        } else if (end == Change.State.CANCELLED) {
            jar.cancelled();
        } else if (jar.offered().plus(Drafts.LIFETIME).isBefore(clock.instant())) { // before that it made room for other plans
            jar.expired();
        }
    }

    private void offer(DroppedJar jar) throws IOException {
        Files.deleteIfExists(refused(jar.name()));
        try {
            Parcel parcel = new Parcel(jar.bytes(), jar.signature(), new Origin(Origin.Kind.FOLDER, jar.name()));
            String sha256 = Digests.sha256(parcel.jar());
            if (parcel.signature().isBlank() && installer.list().stream().anyMatch(i -> i.sha256().equals(sha256))) {
                settle(jar); // it is here already
            } else {
                offer(jar, installer.plan(Wish.NOTHING.install(parcel), BY));
            }
        } catch (Problem e) {
            refuse(jar, e);
        }
    }

    private void offer(DroppedJar jar, Plan plan) {
        jar.offer(plan.id(), clock.instant());
        if (plan.consent() || jar.wasCancelled()) {
            logger.info("{} waits for consent: {}", jar.name(), String.join(" ", plan.words()));
            return;
        }
        try {
            begun.put(plan.id(), installer.carryOut(plan.id(), BY, false));
        } catch (Problem e) {
            logger.warn("{} is offered again at the next start: {}", jar.name(), e.getMessage());
            jar.rest();
        }
    }

    private void settle(DroppedJar jar) throws IOException {
        jar.rest();
        settled.put(jar.name(), jar.content());
        file.write(settled);
    }

    /** Refuses a jar for good, unless the workbench itself is at fault. */
    private void refuse(DroppedJar jar, Problem problem) throws IOException {
        refuse(jar.name(), problem);
        jar.rest();
        if (problem.kind() != Problem.Kind.INTERNAL) {
            settle(jar);
        }
    }

    /** Writes once why a jar is refused: into the log, and into a file beside it. */
    private void refuse(String name, Problem problem) {
        String words = problem.getMessage() + "\n" + problem.advice() + "\n";
        try {
            Path beside = refused(name);
            if (!Files.exists(beside) || !Files.readString(beside).equals(words)) {
                logger.warn("{}: {}; {}", name, problem.getMessage(), problem.advice());
                JsonFile.write(beside, words.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | Problem e) {
            logger.warn("why {} is refused cannot be written beside it: {}", name, e.getMessage());
        }
    }

    private Path refused(String name) {
        return folder.resolve(name + ".refused");
    }
}
