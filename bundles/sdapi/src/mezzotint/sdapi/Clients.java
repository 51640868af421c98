package mezzotint.sdapi;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.LoggerFactory;

/**
 * The clients that wait for pictures. Who leaves before the picture is begun wants it no more; one that is begun goes on, and is kept. Nothing
 * is read from a connection while its answer is due, so the server does not see that it was closed: the system's table of connections does.
 */
@Component(service = Clients.class)
public final class Clients {

    private static final long LOOK_MILLIS = 500;
    /** How many times in a row a connection must be missing before it is taken for closed. */
    private static final int MISSES = 4;

    /** The connection of a client. One that was never listed is not taken for closed. */
    private static final class Connection {

        private final TcpConnections.Ports ports;
        private boolean listed;
        private int misses;

        private Connection(TcpConnections.Ports ports) {
            this.ports = ports;
        }

        /** @param open null if it is not listed */
        private boolean isGone(Boolean open) {
            listed |= open != null;
            misses = open == null ? misses + 1 : 0;
            return listed && (open == null ? misses >= MISSES : !open);
        }
    }

    private final List<Path> tables = Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(Path::of).filter(Files::isReadable).toList();
    private final Map<Generation, Connection> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint waiting clients");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Clients() {
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }

    /** Watches the connection of a client until its generation begins. */
    void watch(Generation generation, HttpServletRequest request) {
        waiting.put(generation, new Connection(new TcpConnections.Ports(request.getLocalPort(), request.getRemotePort())));
    }

    private void look() {
        waiting.keySet().removeIf(generation -> generation.running() || generation.ended());
        if (waiting.isEmpty()) {
            return;
        }
        Map<TcpConnections.Ports, Boolean> now = TcpConnections.read(tables);
        waiting.forEach((generation, connection) -> {
            if (connection.isGone(now.get(connection.ports))) {
                waiting.remove(generation);
                leave(generation);
            }
        });
    }

    private static void leave(Generation generation) {
        try {
            generation.leave();
            LoggerFactory.getLogger(Clients.class).info("{} of {} is cancelled: its client left before it was begun", generation.kind(),
                    generation.jobs().get(0).owner());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Clients.class).warn("a request whose client left could not be cancelled", e);
        }
    }
}
