package mezzotint.core.registry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import mezzotint.plugin.Plugins;

/** Bundles that are drained together. All of it happens under the lock of the registry, which is told of each user that goes. */
final class BundleDrain implements Plugins.Drain {

    private final Object lock;
    private final Map<?, TrackedPlugin> plugins;
    private final Map<Long, BundleDrain> drained;
    private final Map<Long, Boolean> bundles;
    private boolean empty;
    private boolean closed;

    /**
     * @param plugins every plugin there is
     * @param drained what is being emptied, by bundle; this one takes itself out of it in the end
     * @param bundles those of this one, and whether they come back
     */
    BundleDrain(Object lock, Map<?, TrackedPlugin> plugins, Map<Long, BundleDrain> drained, Map<Long, Boolean> bundles) {
        this.lock = lock;
        this.plugins = plugins;
        this.drained = drained;
        this.bundles = bundles;
    }

    boolean returns(long bundle) {
        return bundles.get(bundle);
    }

    /**
     * Whether somebody is let in: who is waited for must be let on, and who comes for a moment to a plugin that stays is let in as long as
     * somebody else is waited for, who takes longer.
     */
    boolean admits(Plugins.User user, long bundle) {
        return !empty && (users().anyMatch(u -> u == user) || isBrief(user) && returns(bundle) && users().anyMatch(u -> !isBrief(u)));
    }

    private static boolean isBrief(Plugins.User user) {
        return user instanceof CheckUser || user instanceof Plugins.Anonymous;
    }

    private Stream<Plugins.User> users() {
        return plugins.values().stream().filter(s -> bundles.containsKey(s.bundle())).flatMap(s -> s.users().stream());
    }

    @Override
    public void await() throws InterruptedException {
        synchronized (lock) {
            while (!closed && users().findAny().isPresent()) {
                lock.wait();
            }
            if (closed) {
                throw new CancellationException("nobody waits for it any more");
            }
            empty = true;
        }
    }

    @Override
    public List<String> users(long bundle) {
        synchronized (lock) {
            return plugins.values().stream().filter(s -> s.bundle() == bundle).flatMap(s -> s.users().stream())
                    .distinct().map(Plugins.User::words).toList();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            drained.values().removeIf(e -> e == this);
            lock.notifyAll();
        }
    }
}
