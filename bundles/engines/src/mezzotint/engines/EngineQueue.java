package mezzotint.engines;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;

/** The engines that may run something, best first, each leased when its turn comes. */
final class EngineQueue {

    private final Plugins plugins;
    private final Plugins.User user;
    private final Deque<Choice> left;

    /** @param engines empty for all there are */
    EngineQueue(Plugins plugins, Plugins.User user, List<Choice> engines) {
        this.plugins = plugins;
        this.user = user;
        this.left = new ArrayDeque<>(engines.isEmpty() ? ranked(plugins, user) : engines);
    }

    @SuppressWarnings("rawtypes") // the class of a type with parameters has none
    private static List<Choice> ranked(Plugins plugins, Plugins.User user) {
        List<Lease<Backend>> all = plugins.leaseAll(Backend.class, user);
        all.forEach(Lease::close);
        return all.stream().map(lease -> Choice.of(lease.entry().id())).toList();
    }

    /** The next that finds a device, on the best of those; in use until its lease is closed. */
    Optional<Placed> next() {
        while (!left.isEmpty()) {
            Optional<Placed> placed = placed(left.remove());
            if (placed.isPresent()) {
                return placed;
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private Optional<Placed> placed(Choice choice) {
        Lease<Backend<Record>> lease = (Lease<Backend<Record>>) (Lease<?>) plugins.lease(Backend.class, choice.id(), user);
        try {
            Backend<Record> backend = lease.hook();
            List<Device> devices = backend.devices();
            if (!devices.isEmpty()) {
                return Optional.of(new Placed(lease, backend, devices.get(0), Parameters.of(backend, choice.params())));
            }
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
        lease.close();
        return Optional.empty();
    }
}
