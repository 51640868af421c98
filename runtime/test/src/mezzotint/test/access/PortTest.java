package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import mezzotint.soak.OtherProcess;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The port: shut without the login before it, and open to others while some are slow. */
@Execution(ExecutionMode.CONCURRENT)
class PortTest {

    private static final String LOGIN = "Basic " + Base64.getEncoder().encodeToString("anna:correct horse".getBytes(StandardCharsets.UTF_8));
    private static final int SLOW = 300;

    @TempDir
    private Path home;

    @Test
    void nobody_is_answered_without_the_login_and_the_next_start_has_it_again() throws Exception {
        CommandLine.fed(home, "correct horse", "user", "add", "anna");
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            URI address = workbench.address();
            assertEquals(401, status(address, "/api/jobs", null));
            stopLogin(address);
            awaitShut(address);
            assertThrows(ConnectException.class, () -> RawHttp.send(address, "GET /api/jobs HTTP/1.0\r\n\r\n"));
        }
        try (OtherWorkbench again = OtherWorkbench.start(home)) {
            assertEquals(401, status(again.address(), "/api/jobs", null));
            assertEquals(200, status(again.address(), "/api/jobs", LOGIN));
        }
    }

    /** From the first moment that the port is open: what is not served yet is not missing. */
    @Test
    void while_it_starts_everybody_is_asked_to_wait() throws Exception {
        List<String> requests = List.of("GET /", "GET /api/jobs", "POST /api/recreate", "GET /panels/generate/generate.js", "POST /sdapi/v1/png-info", "GET /sdapi/v1/samplers",
                "GET /mezzotint.css", "DELETE /api/plugins/none", "PUT /nothing");
        int port = OtherWorkbench.freePort();
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        OtherProcess process = OtherProcess.of(CommandLine.launch(home, "--port", Integer.toString(port)));
        var early = new TreeMap<String, String>();
        try {
            long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            for (boolean over = false; !over;) {
                assertTrue(System.nanoTime() < end, "it does not start: " + early);
                over = true;
                for (String request : requests) {
                    String answer = answer(address, request);
                    over &= !answer.isEmpty() && !answer.contains(" 503 ");
                    if (answer.contains(" 503 ")) {
                        early.put(request, answer);
                    } else if (!answer.isEmpty() && !request.endsWith("/nothing") && !request.endsWith("/none")) {
                        assertFalse(answer.contains(" 404 ") || answer.contains(" 405 "), request + ": " + answer);
                    }
                }
            }
            assertTrue(answer(address, "PUT /nothing").contains(" 404 "), "once it has started, that is known");
        } finally {
            process.kill();
        }
        assertTrue(early.containsKey("PUT /nothing"), early.toString());
        early.forEach((request, answer) -> assertTrue(answer.contains("\r\nRetry-After: 1\r\n") && answer.contains("\"detail\":\"the workbench is starting"), request + ": " + answer));
    }

    /** Until the port is shut: what was served a moment ago is not missing, and nobody is answered past the login. */
    @Test
    void while_it_stops_nothing_is_said_to_be_missing() throws Exception {
        List<String> requests = List.of("GET /", "GET /api/jobs", "GET /api/panels", "GET /api/models", "GET /panels/generate/generate.js", "GET /sdapi/v1/samplers");
        OtherProcess process = OtherProcess.of(CommandLine.launch(home, "--port", "0")).await();
        URI address = process.address("/");
        var wrong = new ConcurrentSkipListMap<String, String>();
        var pool = Executors.newFixedThreadPool(requests.size());
        for (String request : requests) {
            pool.submit(() -> {
                for (String answer = answer(address, request); !Thread.interrupted(); answer = answer(address, request)) {
                    if (!answer.isEmpty() && !answer.contains(" 200 ") && !answer.contains(" 503 ")) {
                        wrong.put(request, answer);
                    }
                }
            });
        }
        assertTrue(process.end(Duration.ofMinutes(1)), "it stops");
        pool.shutdownNow();
        assertEquals(Map.of(), wrong);
    }

    /** Empty while nobody listens. */
    private static String answer(URI address, String request) {
        try {
            return RawHttp.send(address, request + " HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
        } catch (IOException e) {
            return "";
        }
    }

    /** As an administrator can in Felix WebConsole, for good. */
    private static void stopLogin(URI address) throws IOException, InterruptedException {
        HttpResponse<String> bundles = send(HttpRequest.newBuilder(address.resolve("/system/console/bundles.json")).header("Authorization", LOGIN));
        for (JsonElement each : JsonParser.parseString(bundles.body()).getAsJsonObject().getAsJsonArray("data")) {
            if (each.getAsJsonObject().get("symbolicName").getAsString().equals("mezzotint.login")) {
                try {
                    send(HttpRequest.newBuilder(address.resolve("/system/console/bundles/" + each.getAsJsonObject().get("id").getAsInt()))
                            .header("Authorization", LOGIN).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("action=stop")));
                } catch (IOException e) {
                    // the connection goes with the port
                }
                return;
            }
        }
        throw new AssertionError(bundles.body());
    }

    private static void awaitShut(URI address) throws InterruptedException {
        for (int i = 0; i < 100 && isOpen(address); i++) {
            Thread.sleep(100);
        }
        assertFalse(isOpen(address), "the port is shut");
    }

    private static boolean isOpen(URI address) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Some send a header a byte at a time and never end; none of them has a thread for it. */
    @Test
    void who_drips_headers_keeps_nobody_waiting() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            var sockets = new ArrayList<Socket>();
            try {
                for (int i = 0; i < SLOW; i++) {
                    sockets.add(drip(new Socket(workbench.address().getHost(), workbench.address().getPort()), "GET /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "));
                }
                for (int round = 0; round < 20; round++) {
                    for (Socket each : sockets) {
                        drip(each, "x");
                    }
                    assertEquals(200, status(workbench.address(), "/api/jobs", null), "others are answered");
                }
                for (Socket each : sockets.subList(0, 3)) {
                    assertEquals("HTTP/1.1 200 ", answer(drip(each, "\r\nConnection: close\r\n\r\n")), "nobody was cut off who still sends");
                }
            } finally {
                for (Socket each : sockets) {
                    each.close();
                }
            }
        }
    }

    /** Bodies are awaited by threads; who would take them all is refused. */
    @Test
    void who_drips_bodies_keeps_nobody_waiting() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            var sockets = new ArrayList<Socket>();
            try {
                for (int i = 0; i < SLOW; i++) {
                    sockets.add(drip(new Socket(workbench.address().getHost(), workbench.address().getPort()),
                            "POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
                }
                for (int round = 0; round < 100 && sockets.size() > 64; round++) {
                    sockets.removeIf(PortTest::isCutOff);
                    assertEquals(200, status(workbench.address(), "/api/jobs", null), "others are answered");
                    Thread.sleep(50);
                }
                assertEquals(64, sockets.size(), "of one sender");
            } finally {
                for (Socket each : sockets) {
                    each.close();
                }
            }
            assertEquals(200, status(workbench.address(), "/api/jobs", null));
        }
    }

    private static boolean isCutOff(Socket socket) {
        try {
            drip(socket, " ");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Socket drip(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        return new String(socket.getInputStream().readNBytes(13), StandardCharsets.ISO_8859_1);
    }

    private static int status(URI address, String path, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20));
        return send(authorization == null ? request : request.header("Authorization", authorization)).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
