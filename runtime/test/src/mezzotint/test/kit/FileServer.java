package mezzotint.test.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web server on this machine that serves the files of a folder, as the owner of a repository has one. */
public final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final Path folder;
    private volatile String broken = "";

    public FileServer(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address(String file) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + file);
    }

    /** From now on it answers 500 for this file alone. */
    public void fail(String file) {
        broken = "/" + file;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals(broken)) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
