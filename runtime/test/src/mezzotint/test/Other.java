package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A workbench in a process of its own, with a home of its own. */
record Other(Process process, URI address) implements AutoCloseable {

    private static final String RUNS_AT = "Mezzotint runs at ";

    /** How a command ended. */
    record End(int status, String out, String err) {}

    /** Starts a workbench on a port that is free. */
    static Other start(Path home, String... options) throws IOException {
        var args = new ArrayList<>(List.of("--port", "0"));
        args.addAll(List.of(options));
        Process process = launch(home, args);
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(RUNS_AT)) {
                return new Other(process, URI.create(line.substring(RUNS_AT.length())));
            }
        }
        throw new AssertionError("it does not start: " + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Runs a command of the launcher to its end. */
    static End run(Path home, String input, String... args) throws IOException, InterruptedException {
        Process process = launch(home, List.of(args));
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
        return new End(process.exitValue(), out, err);
    }

    private static Process launch(Path home, List<String> args) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dmezzotint.console=OFF", "-cp", Path.of(Osgi.context().getProperty("mezzotint.dist"), "lib") + "/*", "mezzotint.launcher.Main"));
        command.addAll(args);
        var builder = new ProcessBuilder(command);
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return builder.start();
    }

    /** Sends bytes as they are and returns the answer until the other side closes, or nothing comes for five seconds. */
    static String raw(URI address, String text) throws IOException {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new StringBuilder();
            try {
                for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
                    answer.append((char) b);
                }
            } catch (SocketTimeoutException e) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    /** SIGTERM; it must go by itself. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it does not stop");
    }
}
