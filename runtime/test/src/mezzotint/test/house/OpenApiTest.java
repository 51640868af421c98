package mezzotint.test.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The description of the API: it tells of every route, and of no other. */
class OpenApiTest {

    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void every_pattern_of_a_servlet_below_api_is_described() throws InvalidSyntaxException {
        Set<String> paths = paths().keySet();
        List<String> missing = patterns().filter(p -> p.startsWith("/api/")).filter(p -> p.endsWith("/*")
                ? paths.stream().noneMatch(path -> path.startsWith(p.substring(0, p.length() - 1))) : !paths.contains(p)).toList();
        assertEquals(List.of(), missing, "describe them in OSGI-INF/openapi.json of the bundle that owns them");
    }

    /** With nothing sensible in its place: a route that is there says what is wrong with that. */
    @TestFactory
    Stream<DynamicTest> every_route_that_is_described_answers() {
        return operations().map(route -> DynamicTest.dynamicTest(route, () -> {
            String[] parts = route.split(" ");
            HttpResponse<InputStream> answer = send(parts[0], parts[1].replaceAll("\\{[^}]*}", "nothing-like-it"));
            try (InputStream body = answer.body()) {
                assertNotEquals(405, answer.statusCode());
                boolean endless = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                String said = endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                if (answer.statusCode() == 404) {
                    assertTrue(said.startsWith("{"), said);
                    String detail = JsonParser.parseString(said).getAsJsonObject().get("detail").getAsString();
                    assertFalse(detail.matches("there is (no|nothing at) ([A-Z]+ )?/api/.*"), detail);
                }
            }
        }));
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
        JsonObject api = api();
        references(api).forEach(reference -> {
            JsonElement at = api;
            for (String key : reference.substring(2).split("/")) {
                at = at.getAsJsonObject().get(key);
                assertTrue(at != null, reference);
            }
        });
        var ids = new HashSet<String>();
        paths().asMap().forEach((path, item) -> item.getAsJsonObject().asMap().forEach((verb, operation) -> {
            if (VERBS.contains(verb)) {
                assertTrue(ids.add(operation.getAsJsonObject().get("operationId").getAsString()), verb + " " + path);
            }
        }));
        assertTrue(ids.size() > 40, ids::toString);
    }

    @Test
    void a_request_is_described_by_its_record() {
        JsonObject request = api().getAsJsonObject("components").getAsJsonObject("schemas").getAsJsonObject("JobRequest").getAsJsonObject("properties");
        assertEquals(1000, request.getAsJsonObject("steps").get("maximum").getAsInt());
        assertTrue(request.has("timeout"), "and by what the route adds to it");
    }

    @Test
    void routes_of_a_bundle_come_and_go_with_it_and_a_broken_description_harms_nobody() throws Exception {
        Bundle good = install("mezzotint.test.described", "{\"paths\": {\"/api/test\": {\"get\": {\"responses\": {\"200\": {\"description\": \"OK\"}}}}}}");
        Bundle bad = install("mezzotint.test.broken", "{\"paths\": ");
        try {
            assertTrue(paths().has("/api/test"));
            assertTrue(paths().getAsJsonObject("/api/test").getAsJsonObject("get").getAsJsonObject("responses").has("429"), "what the gate answers");
            assertTrue(paths().has("/api/jobs"));
        } finally {
            good.uninstall();
            bad.uninstall();
        }
        assertFalse(paths().has("/api/test"));
    }

    private static JsonObject api() {
        return Api.get("/api/openapi.json").object();
    }

    private static JsonObject paths() {
        return api().getAsJsonObject("paths");
    }

    private static Stream<String> operations() {
        return paths().entrySet().stream().flatMap(path -> path.getValue().getAsJsonObject().keySet().stream().filter(VERBS::contains)
                .map(verb -> verb.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    private static Stream<String> patterns() throws InvalidSyntaxException {
        ServiceReference<?>[] found = Osgi.context().getAllServiceReferences(null, "(" + PATTERN + "=*)");
        return Arrays.stream(found).map(r -> r.getProperty(PATTERN)).flatMap(p -> p instanceof String[] many ? Arrays.stream(many) : Stream.of((String) p));
    }

    private static Set<String> references(JsonElement element) {
        var found = new TreeSet<String>();
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(each -> found.addAll(references(each)));
        } else if (element.isJsonObject()) {
            element.getAsJsonObject().asMap().forEach((key, value) -> found.addAll(key.equals("$ref") ? Set.of(value.getAsString()) : references(value)));
        }
        return found;
    }

    private static HttpResponse<InputStream> send(String method, String path) throws IOException, InterruptedException {
        var body = method.equals("GET") || method.equals("DELETE") ? BodyPublishers.noBody() : BodyPublishers.ofString("[");
        return CLIENT.send(HttpRequest.newBuilder(Osgi.address(path)).method(method, body).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static Bundle install(String name, String description) throws IOException, BundleException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/openapi.json"));
            jar.write(description.getBytes(StandardCharsets.UTF_8));
        }
        Bundle bundle = Osgi.context().installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
        bundle.start();
        return bundle;
    }
}
