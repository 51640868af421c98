package mezzotint.manager.profile;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mezzotint.fault.Faults;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** Keeps the state with which a picture was last made without a fault. */
@Component(immediate = true, service = {LastGood.class, ConfigurationListener.class})
public final class LastGood implements ConfigurationListener {

    private final ProfileBook book;
    private final Faults faults;
    private final boolean safe = Boolean.getBoolean("mezzotint.safe");
    private final AutoCloseable jobs;
    private final AutoCloseable changes;
    private final ExecutorService keeper = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint last good");
        thread.setDaemon(true);
        return thread;
    });
    /** When plugins or settings were changed last: a picture that was begun before tells nothing of how they are now. */
    private volatile Instant changed = Instant.now();
    private volatile boolean kept;

    @Activate
    public LastGood(@Reference ProfileBook book, @Reference Installer installer, @Reference Jobs jobs, @Reference Faults faults) {
        this.book = book;
        this.faults = faults;
        this.changes = installer.listen(this::hear);
        this.jobs = jobs.listen(this::hear);
    }

    @Deactivate
    void close() throws Exception {
        jobs.close();
        changes.close();
        keeper.shutdownNow();
    }

    private void hear(Change change) {
        if (change.state() != Change.State.QUEUED && change.state() != Change.State.WAITING) {
            begin();
        }
    }

    /** Somebody sets something. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        begin();
    }

    private void begin() {
        changed = Instant.now();
        kept = false;
    }

    /** A picture made in safe mode tells nothing of what does not run there. */
    private void hear(Job job) {
        if (!safe && !kept && job.state() == Job.State.DONE && isGood(job)) {
            kept = true;
            keeper.execute(this::keep);
        }
    }

    private boolean isGood(Job job) {
        return job.started().filter(s -> s.isAfter(changed) && faults.list().stream().noneMatch(f -> f.when().isAfter(s))).isPresent();
    }

    private void keep() {
        try {
            book.keepGood();
        } catch (RuntimeException e) { // whatever it is, pictures are made
            kept = false;
            LoggerFactory.getLogger(LastGood.class).warn("the last good state of the plugins cannot be kept: {}", e.getMessage());
        }
    }
}
