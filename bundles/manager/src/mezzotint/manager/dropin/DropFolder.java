package mezzotint.manager.dropin;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import mezzotint.manage.Installer;
import mezzotint.manager.installed.InstallerState;
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
 * offered until it is installed, refused or dismissed.
 */
@Component(immediate = true, service = {})
public final class DropFolder {

    /** A large file is written in pieces, with an event for each: they are awaited together. */
    private static final long SETTLE_MILLIS = 50;

    private final Logger logger = LoggerFactory.getLogger(DropFolder.class);
    private final DroppedJars jars;
    private final WatchService watch;

    @Activate
    public DropFolder(BundleContext context, @Reference Installer installer, @Reference InstallerState installerState) throws IOException {
        jars = new DroppedJars(Path.of(context.getProperty("mezzotint.home")), installer, installerState, InstantSource.system());
        watch = jars.folder().getFileSystem().newWatchService();
        jars.folder().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
        Thread thread = new Thread(this::follow, "mezzotint watched folder");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() throws Exception {
        jars.close();
        watch.close();
    }

    private void follow() {
        try {
            while (true) {
                Duration wait = jars.look();
                WatchKey key = watch.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    Thread.sleep(SETTLE_MILLIS);
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (ClosedWatchServiceException e) {
            logger.debug("the folder is not watched any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
