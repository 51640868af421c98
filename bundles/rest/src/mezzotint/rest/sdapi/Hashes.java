package mezzotint.rest.sdapi;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mezzotint.model.Models;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** The sha-256 of models, by which A1111 names them. A model is read when it is first used, beside the work, since it may have gigabytes. */
@Component(service = Hashes.class)
public final class Hashes {

    /** Digits of the short form, which infotext holds. */
    private static final int SHORT = 10;

    private final Models models;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint hashes");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });

    @Activate
    public Hashes(@Reference Models models) {
        this.models = models;
    }

    @Deactivate
    void close() {
        reader.shutdownNow();
    }

    /** Reads the model, some time soon. */
    void learn(Models.Card card) {
        if (sha256(card).isEmpty()) {
            reader.execute(() -> read(card));
        }
    }

    /** In 64 digits, once the model was read. */
    Optional<String> sha256(Models.Card card) {
        return models.knownSha256(card);
    }

    /** The first ten digits, as infotext has them. */
    Optional<String> brief(Models.Card card) {
        return sha256(card).map(hash -> hash.substring(0, SHORT));
    }

    private void read(Models.Card card) {
        try {
            models.sha256(card);
        } catch (Problem e) {
            LoggerFactory.getLogger(Hashes.class).warn("{} has no hash: {}", card.name(), e.getMessage());
        }
    }
}
