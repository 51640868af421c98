package mezzotint.rest.events;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.rest.ApiViews;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Makes events of what happens to jobs, queue and plugins, and hands them to the broadcast. */
@Component(immediate = true, property = {EventConstants.EVENT_TOPIC + "=" + EventPublisher.FAULTS, EventConstants.EVENT_TOPIC + "=" + EventPublisher.QUEUE})
public final class EventPublisher implements EventHandler {

    /** Core's topic: a plugin did wrong, or came into quarantine or out of it. */
    static final String FAULTS = "mezzotint/faults";

    /** The queue's topic: something cannot be written, or can be again. */
    static final String QUEUE = "mezzotint/queue";

    private final EventBroadcast broadcast;
    private final Previews previews;
    private final BundleContext context;
    private final AutoCloseable listening;
    private final BundleListener bundles = this::bundleChanged;
    private AutoCloseable changes;

    @Activate
    public EventPublisher(BundleContext context, @Reference EventBroadcast broadcast, @Reference Previews previews, @Reference Jobs jobs) {
        this.broadcast = broadcast;
        this.previews = previews;
        this.context = context;
        this.listening = jobs.listen(this::jobChanged);
        context.addBundleListener(bundles);
    }

    /** The manager may come and go; connections stay. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindInstaller(Installer installer) {
        changes = installer.listen(this::changeChanged);
    }

    synchronized void unbindInstaller(Installer installer) throws Exception {
        changes.close();
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
        context.removeBundleListener(bundles);
    }

    private void jobChanged(Job job) {
        broadcast.tell(Event.json("job " + job.id(), Optional.of(job.owner()), () -> Map.of("type", "job", "job", ApiViews.job(job))));
        previews.event(job).ifPresent(broadcast::tell);
    }

    private void changeChanged(Change change) {
        Map<String, ?> view = Map.of("id", change.id(), "state", change.state().name().toLowerCase(Locale.ROOT), "by", change.by(), "words", change.plan().words());
        broadcast.tell(Event.json("change " + change.id(), () -> Map.of("type", "change", "change", view)));
    }

    private void bundleChanged(BundleEvent event) {
        int settled = BundleEvent.STARTED | BundleEvent.STOPPED | BundleEvent.UNINSTALLED | BundleEvent.UPDATED;
        if ((event.getType() & settled) != 0) {
            broadcast.tell(Event.json("plugins", () -> Map.of("type", "plugins")));
        }
    }

    @Override
    public void handleEvent(org.osgi.service.event.Event event) {
        String type = event.getTopic().substring(event.getTopic().indexOf('/') + 1);
        broadcast.tell(Event.json(type, () -> Map.of("type", type)));
    }
}
