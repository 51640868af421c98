package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.EventSocket;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.QuickPictures;
import org.junit.jupiter.api.Test;

/** What listeners hear, by WebSocket and as server-sent events. */
class EventsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LONG = Duration.ofMinutes(2);

    private static Predicate<EventSocket.Heard> end(String job) {
        return heard -> heard.is("job") && heard.json().getAsJsonObject("job").get("id").getAsString().equals(job)
                && heard.json().getAsJsonObject("job").get("state").getAsString().equals("done");
    }

    @Test
    void a_socket_is_sent_previews_as_bytes() throws Exception {
        try (QuickPictures slow = QuickPictures.begin(); var socket = new EventSocket("")) {
            socket.until(heard -> heard.is("hello"));
            String job = Api.submit(QuickPictures.picture("euler", 150));
            List<EventSocket.Heard> all = socket.until(end(job));
            List<EventSocket.Heard> previews = all.stream().filter(heard -> heard.is("preview")).toList();
            assertTrue(previews.size() >= QuickPictures.STEPS / 2, "heard of " + previews.size() + " previews");
            for (EventSocket.Heard preview : previews) {
                assertEquals(Set.of("type", "job", "step", "format"), preview.json().keySet());
                assertEquals(job, preview.json().get("job").getAsString());
                assertEquals("image/png", preview.json().get("format").getAsString());
                assertEquals(8, ImageIO.read(new ByteArrayInputStream(preview.content())).getWidth());
            }
            assertEquals(previews.size(), all.stream().filter(heard -> heard.content() != null).count());
        }
    }

    @Test
    void a_socket_is_sent_no_previews_if_it_wants_none() throws Exception {
        try (QuickPictures slow = QuickPictures.begin(); var socket = new EventSocket("?previews=off")) {
            assertFalse(socket.until(end(Api.submit(QuickPictures.picture("euler", 20)))).stream().anyMatch(heard -> heard.is("preview")));
        }
    }

    @Test
    void a_stream_names_the_address_of_a_preview() throws Exception {
        try (QuickPictures slow = QuickPictures.begin(); Stream<String> stream = stream("")) {
            String job = Api.submit(QuickPictures.picture("euler", 300));
            String url = preview(stream).get("url").getAsString();
            assertTrue(url.startsWith("/api/jobs/" + job + "/preview?step="), url);
            HttpResponse<byte[]> answer = CLIENT.send(HttpRequest.newBuilder(Osgi.address(url)).build(), BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
            assertTrue(answer.headers().firstValue("ETag").isPresent());
            assertEquals(8, ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth());
            Api.awaitEnd(job, LONG);
            assertEquals(404, Api.get("/api/jobs/" + job + "/preview").status());
        }
    }

    @Test
    void a_stream_has_previews_in_it_if_it_wants_them_so() throws Exception {
        try (QuickPictures slow = QuickPictures.begin(); Stream<String> stream = stream("?previews=inline")) {
            Api.submit(QuickPictures.picture("euler", 100));
            String image = preview(stream).get("image").getAsString();
            byte[] png = Base64.getDecoder().decode(image.substring("data:image/png;base64,".length()));
            assertEquals(8, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        }
    }

    private static Stream<String> stream(String query) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(Osgi.address("/api/events" + query)).build(), BodyHandlers.ofLines()).body();
    }

    private static JsonObject preview(Stream<String> stream) {
        Iterator<String> lines = stream.iterator();
        while (true) {
            String line = lines.next();
            JsonObject json = line.startsWith("data:") ? JsonParser.parseString(line.substring(5)).getAsJsonObject() : new JsonObject();
            if (json.has("type") && json.get("type").getAsString().equals("preview")) {
                return json;
            }
        }
    }

    @Test
    void a_form_that_a_stream_cannot_carry_is_refused() {
        Api.Answer answer = Api.get("/api/events?previews=binary");
        assertEquals(400, answer.status());
        assertEquals("previews is binary", answer.text("detail"));
        assertEquals("choose among url, inline, off", answer.text("advice"));
    }

    /** A burst of changes of one job is told once, with what is true at its end; each of many jobs is told. */
    @Test
    void many_jobs_at_once_are_each_told() throws Exception {
        try (QuickPictures slow = QuickPictures.begin(); var socket = new EventSocket("")) {
            String first = Api.submit(QuickPictures.picture("euler", 1000));
            Api.await(first, Set.of("running"), LONG);
            var ids = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                ids.add(Api.submit(QuickPictures.picture("euler", 0)));
            }
            Set<String> waiting = Set.copyOf(ids);
            var told = new HashSet<String>();
            socket.until(heard -> {
                if (heard.is("job")) {
                    told.add(heard.json().getAsJsonObject("job").get("id").getAsString());
                }
                return told.containsAll(waiting);
            });
            for (String id : ids) {
                Api.delete("/api/jobs/" + id);
            }
            Api.delete("/api/jobs/" + first);
        }
    }
}
