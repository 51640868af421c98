package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.FileServer;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may change plugins cannot look around in the network that the workbench is in; who administers can. */
class InsideAddressesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    @Test
    void addresses_inside_need_an_administrator() throws Exception {
        CommandLine.fed(home, "correct horse", "user", "add", "anna");
        CommandLine.fed(home, "correct horse", "user", "add", "mia", "--role", "plugins");
        Path folder = Files.createDirectory(home.resolve("web"));
        new TestRepository(folder).add("org.example.inside", "1.0.0", "", "").write();
        try (FileServer server = new FileServer(folder); OtherWorkbench workbench = OtherWorkbench.start(home)) {
            for (String address : List.of(server.address("index.xml").toString(), "http://127.0.0.1:1/index.xml", "http://localhost:1/", "http://[::1]:1/", "http://10.0.0.1/",
                    folder.resolve("index.xml").toUri().toString(), "file:///no/such/file")) {
                HttpResponse<String> repository = send(workbench, "mia", "/api/repositories", Map.of("name", "inside", "url", address));
                assertEquals(403, repository.statusCode(), repository.body());
                assertTrue(repository.body().contains("is not asked: it is not known to be on another machine, out on the internet"), repository.body());
            }
            String jar = server.address("org.example.inside-1.0.0.jar").toString();
            for (Map<String, ?> wish : List.of(Map.of("addresses", List.of(jar)), Map.of("addresses", List.of("http://127.0.0.1:1/a.jar")), Map.of("files", List.of("/etc/passwd")),
                    Map.of("files", List.of("/no/such/file")))) {
                assertEquals(403, send(workbench, "mia", "/api/plugins/plans", wish).statusCode(), wish.toString());
            }
            assertEquals(201, send(workbench, "anna", "/api/plugins/plans", Map.of("addresses", List.of(jar))).statusCode());
            assertEquals(201, send(workbench, "anna", "/api/repositories", Map.of("name", "inside", "url", server.address("index.xml").toString())).statusCode());
            HttpResponse<String> plan = send(workbench, "mia", "/api/plugins/org.example.inside/install?plan", Map.of());
            assertEquals(200, plan.statusCode(), "an administrator has given the word for that repository: " + plan.body());
            assertEquals(200, send(workbench, "mia", "/api/repositories/inside/refresh", Map.of()).statusCode());
        }
    }

    private static HttpResponse<String> send(OtherWorkbench workbench, String name, String path, Map<String, ?> body) throws Exception {
        String login = Base64.getEncoder().encodeToString((name + ":correct horse").getBytes());
        URI address = workbench.address().resolve(path);
        return HTTP.send(HttpRequest.newBuilder(address).header("Authorization", "Basic " + login).POST(BodyPublishers.ofString(new Gson().toJson(body))).build(), BodyHandlers.ofString());
    }
}
