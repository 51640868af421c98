package mezzotint.manager.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import mezzotint.plugin.Problem;
import mezzotint.trust.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchedNetworkTest {

    @TempDir
    private Path folder;
    private HttpServer server;
    private int asked;
    private SwitchedNetwork network;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        network = new SwitchedNetwork(folder, new MemoryAudit(), null);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked++;
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/to/")) {
            exchange.getResponseHeaders().add("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(4)), -1);
        } else if (path.equals("/on")) {
            exchange.getResponseHeaders().add("Location", "/on?" + asked);
            exchange.sendResponseHeaders(307, -1);
        } else {
            exchange.sendResponseHeaders(path.equals("/ten") ? 200 : 404, 10);
            exchange.getResponseBody().write(new byte[10]);
        }
        exchange.close();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private int read(URI address) throws IOException {
        try (InputStream in = network.open(address)) {
            return in.readAllBytes().length;
        }
    }

    @Test
    void reads_what_is_there() throws IOException {
        assertEquals(10, read(address("/ten")));
        assertEquals(10, read(address("/to/302?/ten")));
        assertEquals(10, read(address("/to/308?" + address("/ten"))));
        assertTrue(assertThrows(FileNotFoundException.class, () -> read(address("/eleven"))).getMessage().endsWith("/eleven answers 404"));
    }

    @Test
    void nobody_is_asked_while_it_is_off() throws IOException {
        network.setOffline(true, "Anna");
        assertEquals(Problem.Kind.FORBIDDEN, assertThrows(Problem.class, () -> read(address("/ten"))).kind());
        assertEquals(0, asked);
        Path file = Files.write(folder.resolve("ten"), new byte[10]);
        assertEquals(10, read(file.toUri()), "a file is no network");
        assertTrue(new SwitchedNetwork(folder, new MemoryAudit(), null).offline(), "it stays off after a restart");
        network.setOffline(false, "Anna");
        assertEquals(10, read(address("/ten")));
    }

    @Test
    void what_is_being_read_ends_when_it_is_switched_off() throws IOException {
        try (InputStream in = network.open(address("/ten"))) {
            assertEquals(0, in.read());
            network.setOffline(true, "Anna");
            assertThrows(IOException.class, in::read);
        }
    }

    @Test
    void the_environment_keeps_it_off() {
        var forced = new SwitchedNetwork(folder, new MemoryAudit(), "1");
        assertTrue(forced.offline());
        assertEquals(Problem.Kind.CONFLICT, assertThrows(Problem.class, () -> forced.setOffline(false, "Anna")).kind());
        assertFalse(new SwitchedNetwork(folder, new MemoryAudit(), "0").offline());
    }

    @Test
    void redirects_do_not_lead_out_of_the_network() throws IOException {
        Path file = Files.write(folder.resolve("ten"), new byte[10]);
        assertTrue(assertThrows(IOException.class, () -> read(address("/to/302?" + file.toUri()))).getMessage().endsWith("which is not followed"));
        URI https = URI.create("https://example.org/a");
        assertThrows(IOException.class, () -> SwitchedNetwork.redirect(https, "http://example.org/a"));
        assertThrows(IOException.class, () -> SwitchedNetwork.redirect(https, "jar:file:/a!/b"));
        assertEquals(URI.create("https://example.org/b"), SwitchedNetwork.redirect(https, "b"));
    }

    @Test
    void what_is_no_regular_file_is_not_opened() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Path link = Files.createSymbolicLink(folder.resolve("link"), fifo);
        for (Path each : new Path[] {fifo, link, folder, Path.of("/dev/zero"), Path.of("/dev/stdin")}) {
            assertTrue(assertThrows(IOException.class, () -> read(each.toUri())).getMessage().endsWith(" is no regular file"), each.toString());
        }
    }

    /** Also where a name or a redirect leads there, and whether anybody listens or not. */
    @Test
    void who_may_not_look_inside_is_refused_in_the_same_words() throws IOException {
        int open = server.getAddress().getPort();
        for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1", "169.254.169.254",
                "192.168.1.1", "[fd00::1]", "[fe80::1]", "100.64.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "no-such-host.invalid"}) {
            for (int port : new int[] {open, 1}) {
                URI address = URI.create("http://" + host + ":" + port + "/ten");
                Problem problem = assertThrows(Problem.class, () -> network.outside().open(address), host);
                assertEquals(Problem.Kind.FORBIDDEN, problem.kind());
                assertEquals(address + " is not asked: it is not known to be on another machine, out on the internet", problem.getMessage());
            }
        }
        assertEquals(0, asked);
        assertEquals(Problem.Kind.FORBIDDEN, assertThrows(Problem.class, () -> network.outside().open(folder.resolve("audit").toUri())).kind());
        var first = new AtomicBoolean(true);
        Network outside = network.outside(host -> first.getAndSet(false));
        assertThrows(Problem.class, () -> outside.open(address("/to/302?/ten")));
        assertEquals(1, asked, "the redirect is looked at too");
    }

    @Test
    void public_addresses_may_be_asked() throws IOException {
        for (String each : new String[] {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"}) {
            assertTrue(PublicAddress.is(InetAddress.getByName(each)), each);
        }
        for (String each : new String[] {"172.16.0.1", "172.31.255.255", "224.0.0.1", "255.255.255.255", "0.1.2.3", "198.18.0.1", "192.0.0.1", "ff02::1", "::", "::127.0.0.1", "2001::1"}) {
            assertFalse(PublicAddress.is(InetAddress.getByName(each)), each);
        }
    }

    @Test
    void redirects_end() {
        assertTrue(assertThrows(IOException.class, () -> read(address("/on"))).getMessage().endsWith("is redirected more than 5 times"));
        assertEquals(6, asked);
    }

    @Test
    void more_than_expected_is_not_read() throws IOException {
        try (InputStream in = network.open(address("/ten"), 9)) {
            assertTrue(assertThrows(IOException.class, in::readAllBytes).getMessage().endsWith("has more than 9 bytes"));
        }
        try (InputStream in = network.open(address("/ten"), 10)) {
            assertEquals(10, in.readAllBytes().length);
        }
    }

    @Test
    void other_addresses_are_refused_in_words() {
        for (String address : new String[] {"ftp://example.org/a", "jar:file:/a.jar!/b", "a/b", "http:/a", "file://host/a"}) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> read(URI.create(address)), address).kind(), address);
        }
    }

    @Test
    void damaged_settings_keep_it_off() throws IOException {
        Files.writeString(folder.resolve("network.json"), "{\"offline\": ");
        var audit = new MemoryAudit();
        assertTrue(new SwitchedNetwork(folder, audit, null).offline());
        assertEquals("{\"offline\": ", Files.readString(folder.resolve("network.json.damaged.1")));
        assertEquals("repair", audit.list(1).get(0).action());
        assertTrue(new SwitchedNetwork(folder, audit, null).offline(), "after a restart too");
    }
}
