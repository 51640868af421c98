package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What other machines and other sites' pages reach, as the settings say. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkAccessTest {

    @TempDir
    private Path home;

    @Test
    void other_machines_are_let_in_only_once_there_is_a_password() throws Exception {
        CommandLine.End refused = CommandLine.run(home, "--port", "0", "--listen", "0.0.0.0");
        assertEquals(2, refused.status());
        assertTrue(refused.error().startsWith("mezzotint: other machines could use the workbench at 0.0.0.0 and no password is set"), refused.error());
        assertEquals(0, CommandLine.fed(home, "correct horse", "user", "add", "anna").status());
        try (OtherWorkbench workbench = OtherWorkbench.start(home, "--listen", "0.0.0.0", "--cors-allow-origins", "https://friend.example/")) {
            URI address = workbench.address();
            assertTrue(RawHttp.send(address, request("GET", "/api/jobs", "")).startsWith("HTTP/1.1 401 "));
            String asked = "ngrok-skip-browser-warning,x-requested-with";
            String preflight = RawHttp.send(address, request("OPTIONS", "/api/jobs", "Origin: https://friend.example\r\nAccess-Control-Request-Method: POST\r\n"
                    + "Access-Control-Request-Headers: " + asked + "\r\n"));
            assertTrue(preflight.contains("Access-Control-Allow-Headers: " + asked + "\r\n"), preflight);
            assertTrue(preflight.startsWith("HTTP/1.1 204 ") && preflight.contains("Access-Control-Allow-Origin: https://friend.example\r\n"), preflight);
            String stranger = RawHttp.send(address, request("OPTIONS", "/api/jobs", "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"));
            assertTrue(stranger.startsWith("HTTP/1.1 403 ") && !stranger.contains("Access-Control-Allow-Origin"), stranger);
        }
    }

    /** As a program in a container sees this machine. */
    @Test
    void a_name_of_this_machine_is_an_option_of_the_start() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home, "--host-names", "press.example,host.docker.internal")) {
            for (String host : List.of("host.docker.internal:7860", "host.docker.internal", "press.example", "Press.Example:80", "localhost:1")) {
                assertTrue(RawHttp.send(workbench.address(), named(host)).startsWith("HTTP/1.1 200 "), host);
            }
            for (String host : List.of("evil.example", "docker.internal", "host.docker.internal.evil.example")) {
                String refused = RawHttp.send(workbench.address(), named(host + ":7860"));
                assertTrue(refused.startsWith("HTTP/1.1 403 ") && refused.contains("start it with --host-names " + host + "\""), refused);
            }
        }
    }

    private static String named(String host) {
        return "GET /api/jobs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    @Test
    void tls_is_a_matter_of_settings() throws Exception {
        Path store = home.resolve("key.p12");
        int port = OtherWorkbench.freePort();
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-alias", "mezzotint",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit").start();
        assertEquals(0, keytool.waitFor());
        CommandLine.fed(home, "correct horse", "user", "add", "anna");
        Files.writeString(home.resolve("conf/framework.properties"), "org.apache.felix.https.enable=true\norg.osgi.service.http.port.secure=" + port
                + "\norg.apache.felix.https.keystore=${home}/key.p12\norg.apache.felix.https.keystore.password=changeit\norg.apache.felix.https.keystore.key.password=changeit\n");
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            HttpResponse<String> login = HttpClient.newBuilder().sslContext(trusting(store)).build().send(HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/login"))
                    .POST(BodyPublishers.ofString("{\"name\": \"anna\", \"password\": \"correct horse\"}")).build(), BodyHandlers.ofString());
            assertEquals(200, login.statusCode(), login.body());
            assertTrue(login.headers().firstValue("Set-Cookie").orElseThrow().endsWith("; Secure"));
            assertEquals(0, CommandLine.run(home, "user", "list").status());
            assertTrue(encrypted(store, "127.0.0.1", port).startsWith("HTTP/1.1 401 "), "the certificate names localhost alone");
        }
        assertOthersAreLedToTls(store, port);
    }

    /** An answer over TLS, whatever names the certificate has. */
    private static String encrypted(Path store, String host, int port) throws Exception {
        try (Socket socket = trusting(store).getSocketFactory().createSocket(host, port)) {
            socket.getOutputStream().write(("GET /api/jobs HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Over an address of this machine that is not the loopback, we are another machine. */
    private void assertOthersAreLedToTls(Path store, int port) throws Exception {
        String own = otherAddress();
        try (OtherWorkbench workbench = OtherWorkbench.start(home, "--listen", "0.0.0.0")) {
            URI open = URI.create("http://" + own + ":" + workbench.address().getPort() + "/");
            String host = "Host: " + own + "\r\nConnection: close\r\n";
            String page = RawHttp.send(open, "GET /?x=1 HTTP/1.1\r\n" + host + "\r\n");
            assertTrue(page.startsWith("HTTP/1.1 307 ") && page.contains("Location: https://" + own + ":" + port + "/?x=1\r\n"), page);
            assertTrue(encrypted(store, own, port).startsWith("HTTP/1.1 401 "), "and is answered there");
            String login = "{\"name\": \"anna\", \"password\": \"correct horse\"}";
            String told = RawHttp.send(open, "POST /api/login HTTP/1.1\r\n" + host + "Content-Length: " + login.length() + "\r\n\r\n" + login);
            assertTrue(told.startsWith("HTTP/1.1 403 ") && told.contains("the connection is not encrypted"), told);
            String basic = "Authorization: Basic " + Base64.getEncoder().encodeToString("anna:correct horse".getBytes()) + "\r\n";
            assertTrue(RawHttp.send(open, "GET /api/jobs HTTP/1.1\r\n" + host + basic + "\r\n").startsWith("HTTP/1.1 403 "), "a password in the open is no use");
        }
    }

    private static String otherAddress() throws SocketException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                .map(InetAddress::getHostAddress).findFirst().orElseThrow(() -> new AssertionError("this test needs a network interface besides the loopback"));
    }

    private static SSLContext trusting(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mezzotint", keys.getCertificate("mezzotint"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String request(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n";
    }
}
