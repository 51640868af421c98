package mezzotint.manager.trust;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import mezzotint.trust.Network;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The network with a switch, kept in {@code conf/network.json}. */
@Component
public final class SwitchedNetwork implements Network {

    /** Environment variable that keeps the network off, whatever is set. */
    static final String VARIABLE = "MEZZOTINT_OFFLINE";

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 30_000;
    private static final int REDIRECTS = 5;
    private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);

    /** What the file holds. */
    record State(Boolean offline) {

        State {
            Objects.requireNonNull(offline, "offline is missing");
        }
    }

    private final JsonFile<State> file;
    private final Audit audit;
    private final boolean forced;
    private volatile boolean offline;

    @Activate
    public SwitchedNetwork(BundleContext context, @Reference Audit audit) {
        this(Path.of(context.getProperty("mezzotint.home"), "conf"), audit, System.getenv(VARIABLE));
    }

    SwitchedNetwork(Path folder, Audit audit, String variable) {
        this.file = new JsonFile<>(folder.resolve("network.json"), State.class);
        this.audit = audit;
        this.forced = variable != null && !Set.of("", "0", "false", "no").contains(variable.strip().toLowerCase(Locale.ROOT));
        this.offline = file.read(new State(false), new State(true),
                words -> audit.record("the workbench", "repair", "network.json", "", words)).offline;
    }

    @Override
    public boolean offline() {
        return forced || offline;
    }

    @Override
    public synchronized void setOffline(boolean offline, String by) {
        if (forced && !offline) {
            throw new Problem(Problem.Kind.CONFLICT, "the environment variable " + VARIABLE + " keeps the network off",
                    "start the workbench without it");
        }
        if (offline != this.offline) {
            audit.record(by, offline ? "offline" : "online", "network", "",
                    "the workbench's own access to the network was switched " + (offline ? "off" : "on"));
            file.write(new State(offline));
            this.offline = offline;
        }
    }

    @Override
    public InputStream open(URI address, long largest) throws IOException {
        return switch (scheme(address)) {
            case "file" -> new LimitedStream(Files.newInputStream(path(address)), address, largest, () -> false);
            case "http", "https" -> fetch(address, largest);
            default -> throw Problem.invalid(address + " cannot be opened", "give an address that begins with https:, http: or file:");
        };
    }

    private static String scheme(URI address) {
        return Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
    }

    private static Path path(URI address) {
        try {
            return Path.of(address);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(address + " names no file: " + e.getMessage(), "write it as in file:///folder/plugin.jar");
        }
    }

    private InputStream fetch(URI start, long largest) throws IOException {
        URI address = start;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpURLConnection connection = connect(address);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return new LimitedStream(connection.getInputStream(), address, largest, this::offline);
            }
            connection.disconnect();
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new FileNotFoundException(address + " answers " + status);
            }
            if (!REDIRECTING.contains(status)) {
                throw new IOException(address + " answers " + status);
            }
            address = redirect(address, connection.getHeaderField("Location"));
        }
        throw new IOException(start + " is redirected more than " + REDIRECTS + " times");
    }

    private HttpURLConnection connect(URI address) throws IOException {
        if (offline()) {
            throw new Problem(Problem.Kind.FORBIDDEN, address + " is not asked: the network is switched off", "switch it on in the settings");
        }
        if (address.getHost() == null) {
            throw Problem.invalid(address + " names no host", "write it as in https://example.org/index.xml");
        }
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        return connection;
    }

    /** Where a redirect leads: never out of the network, and never to a place that anybody on the way can forge. */
    static URI redirect(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(Objects.requireNonNullElse(location, ""));
        } catch (IllegalArgumentException e) {
            throw new IOException(from + " redirects to " + location + ", which is no address", e);
        }
        boolean safe = scheme(to).equals("https") || scheme(to).equals("http") && scheme(from).equals("http");
        if (!safe || to.equals(from)) {
            throw new IOException(from + " redirects to " + to + ", which is not followed");
        }
        return to;
    }
}
