package mezzotint.manager.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mezzotint.manage.Repositories;
import mezzotint.plugin.Problem;
import mezzotint.trust.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** Fetches the indexes of repositories again when they are older than a day, unless the network is off. */
@Component(immediate = true, service = Refresher.class)
public final class Refresher {

    static final Duration AGE = Duration.ofDays(1);

    private static final long FIRST_MINUTES = 1;
    private static final long EVERY_MINUTES = 60;

    private final Repositories repositories;
    private final Network network;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint repositories");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Refresher(@Reference Repositories repositories, @Reference Network network) {
        this.repositories = repositories;
        this.network = network;
        clock.scheduleWithFixedDelay(() -> refresh(Instant.now()), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }

    /** One that fails is tried again the next time. */
    void refresh(Instant now) {
        if (network.offline()) {
            return;
        }
        for (Repositories.Repository each : repositories.list()) {
            boolean old = each.refreshed().filter(r -> r.plus(AGE).isAfter(now)).isEmpty();
            if (old && !each.bundled()) {
                refresh(each.name());
            }
        }
    }

    private void refresh(String repository) {
        try {
            repositories.refresh(repository);
        } catch (Problem e) {
            LoggerFactory.getLogger(Refresher.class).info("the repository {} is not refreshed: {}", repository, e.getMessage());
        } catch (RuntimeException e) { // an exception would end the clock
            LoggerFactory.getLogger(Refresher.class).warn("the repository {} is not refreshed", repository, e);
        }
    }
}
