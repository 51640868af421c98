package mezzotint.manager;

import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched folder, {@code plugins} in the user's folder. A jar dropped there is installed, or
 * updates what has its name; where it needs consent, its plan waits among the plans. A refusal is
 * written beside it. The jar is only an offer: taking it away removes nothing, and each content is
 * offered once as long as it lies there.
 */
@Component(immediate = true, service = {})
public final class DropFolder {

    private static final String BY = "the watched folder";
    /** A file is taken when it has not changed for so long. */
    private static final long QUIET_MILLIS = 200;

    private final Logger logger = LoggerFactory.getLogger(DropFolder.class);
    private final Installer installer;
    private final Path folder;
    private final JsonFile<Map<String, String>> file;
    /** The sha-256 of what was offered, by the file's name. */
    private final Map<String, String> offered;
    private final WatchService watch;

    @Activate
    public DropFolder(BundleContext context, @Reference Installer installer) throws IOException {
        this.installer = installer;
        Path home = Path.of(context.getProperty("mezzotint.home"));
        folder = Files.createDirectories(home.resolve("plugins"));
        file = new JsonFile<>(home.resolve("conf/offered.json"), new TypeToken<TreeMap<String, String>>() {}.getType());
        offered = new TreeMap<>(file.read().orElse(Map.of()));
        watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
        Thread thread = new Thread(this::follow, "mezzotint watched folder");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() throws IOException {
        watch.close();
    }

    private void follow() {
        try {
            while (true) {
                look();
                WatchKey key = watch.take();
                while (key != null) { // until nothing has changed for a while: copying takes time
                    key.pollEvents();
                    key.reset();
                    key = watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (ClosedWatchServiceException e) {
            logger.debug("the folder is not watched any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(f -> f.toString().endsWith(".jar") && Files.isRegularFile(f)).sorted().toList();
            boolean gone = offered.keySet().retainAll(jars.stream().map(j -> j.getFileName().toString()).toList());
            for (Path jar : jars) {
                offer(jar);
            }
            if (gone) {
                file.write(offered);
            }
        } catch (IOException | RuntimeException e) {
            logger.warn("the folder {} cannot be read: {}", folder, e.getMessage());
        }
    }

    private void offer(Path jar) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        Path sig = jar.resolveSibling(jar.getFileName() + ".sig");
        String signature = Files.exists(sig) ? Files.readString(sig) : "";
        String name = jar.getFileName().toString();
        String state = Digests.sha256((Digests.sha256(bytes) + signature).getBytes(StandardCharsets.UTF_8));
        if (state.equals(offered.get(name))) {
            return;
        }
        offered.put(name, state);
        file.write(offered);
        Path refused = jar.resolveSibling(name + ".refused");
        Files.deleteIfExists(refused);
        try {
            Plan plan = installer.plan(Wish.NOTHING.install(new Parcel(bytes, signature, new Origin(Origin.Kind.FOLDER, name))), BY);
            if (plan.consent()) {
                logger.info("{} waits for consent: {}", name, String.join(" ", plan.words()));
            } else {
                installer.carryOut(plan.id(), BY, false).end().thenAccept(change -> report(change, refused));
            }
        } catch (Problem e) {
            refuse(refused, e);
        }
    }

    private void report(Change change, Path refused) {
        change.problem().ifPresent(problem -> refuse(refused, problem));
    }

    private void refuse(Path refused, Problem problem) {
        logger.warn("{}: {}; {}", refused.getFileName(), problem.getMessage(), problem.advice());
        JsonFile.write(refused, (problem.getMessage() + "\n" + problem.advice() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
