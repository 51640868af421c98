package mezzotint.launcher.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks what answers on a port. */
public final class HttpProbe {

    private static final int CONNECT_MILLIS = 500;
    private static final int ANSWER_MILLIS = 5_000;
    private static final long START_MILLIS = 60_000;
    private static final int POLL_MILLIS = 10;

    private HttpProbe() {}

    /** @throws CommandFailure if the port is in use */
    static void checkFree(StartSettings settings) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()), 1);
        } catch (BindException e) {
            String by = isWorkbench(settings.address()) ? "another workbench" : "another program";
            throw new CommandFailure("port " + settings.port() + " is in use by " + by + "; choose another with --port");
        }
    }

    /** Whether a workbench answers at an address. */
    public static boolean isWorkbench(URI address) {
        String answer = get(address, "/api/me", 2000);
        return answer.startsWith("HTTP/1.") && answer.contains(" 200 ") && answer.contains("application/json");
    }

    /** Waits until anything answers, a status of 404 included. */
    static void awaitAnswer(StartSettings settings) throws InterruptedException {
        long end = System.nanoTime() + START_MILLIS * 1_000_000;
        while (get(settings.address(), "/", 1).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("nothing answers at " + settings.address() + "; the log in " + settings.home().resolve("log") + " says why");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The beginning of an answer; empty if there is none. A plain socket: an HTTP client would be the slowest part of the start. */
    private static String get(URI address, String path, int bytes) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\nHost: " + address.getAuthority() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
