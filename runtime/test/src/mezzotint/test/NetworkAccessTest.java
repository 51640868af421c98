package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other machines and other sites' pages reach, as the settings say. */
class NetworkAccessTest {

    @TempDir
    private Path home;

    @Test
    void other_machines_are_let_in_only_once_there_is_a_password() throws Exception {
        CommandLine.End refused = CommandLine.run(home, "--port", "0", "--listen", "0.0.0.0");
        assertEquals(2, refused.status());
        assertTrue(refused.error().startsWith("mezzotint: other machines could use the workbench at 0.0.0.0 and no password is set"), refused.error());
        assertEquals(0, CommandLine.fed(home, "correct horse", "user", "add", "anna").status());
        try (OtherWorkbench workbench = OtherWorkbench.start(home, "--listen", "0.0.0.0", "--cors-allow-origins", "https://friend.example")) {
            URI address = workbench.address();
            assertTrue(RawHttp.send(address, request("GET", "/api/jobs", "")).startsWith("HTTP/1.1 401 "));
            String preflight = RawHttp.send(address, request("OPTIONS", "/api/jobs", "Origin: https://friend.example\r\nAccess-Control-Request-Method: POST\r\n"));
            assertTrue(preflight.startsWith("HTTP/1.1 204 ") && preflight.contains("Access-Control-Allow-Origin: https://friend.example\r\n"), preflight);
            String stranger = RawHttp.send(address, request("OPTIONS", "/api/jobs", "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"));
            assertTrue(stranger.startsWith("HTTP/1.1 403 ") && !stranger.contains("Access-Control-Allow-Origin"), stranger);
        }
    }

    @Test
    void tls_is_a_matter_of_settings() throws Exception {
        Path store = home.resolve("key.p12");
        int port = freePort();
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-alias", "mezzotint",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit").start();
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
        }
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

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String request(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n";
    }
}
