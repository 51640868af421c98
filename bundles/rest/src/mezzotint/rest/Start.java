package mezzotint.rest;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mezzotint.plugin.Problem;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The start of the plugins, which goes on for a while after the port is open: what names plugins waits for it. */
@Component(service = Start.class)
public final class Start {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);

    /** The launcher says so. */
    @Reference(service = AnyService.class, target = "(mezzotint.role=started)", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEnd(ServiceReference<?> end) {
        over.countDown();
    }

    /** Nothing is started a second time. */
    void unbindEnd(ServiceReference<?> end) {
        // the workbench ends
    }

    /**
     * Waits until every plugin had its turn to start.
     *
     * @throws Problem of kind {@code BUSY} if that takes too long
     */
    public void await() {
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(Problem.Kind.BUSY, "the workbench has been starting its plugins for more than " + PATIENCE_SECONDS + " s", "try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
