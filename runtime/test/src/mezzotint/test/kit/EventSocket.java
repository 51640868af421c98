package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Listens to {@code /api/events} by WebSocket. */
public final class EventSocket implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    /** A message: its JSON, and the bytes behind it; null where it is a text. */
    public record Heard(JsonObject json, byte[] content) {

        public boolean is(String type) {
            return json.get("type").getAsString().equals(type);
        }
    }

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    public EventSocket(String query) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(Osgi.address("/api/events" + query).toString().replaceFirst("^http", "ws")), this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard.add(new Heard(JsonParser.parseString(text.toString()).getAsJsonObject(), null));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        assertTrue(last, "a preview is small");
        byte[] header = new byte[data.getInt()];
        data.get(header);
        byte[] content = new byte[data.remaining()];
        data.get(content);
        heard.add(new Heard(JsonParser.parseString(new String(header, StandardCharsets.UTF_8)).getAsJsonObject(), content));
        from.request(1);
        return null;
    }

    /** The messages up to the first that is looked for. */
    public List<Heard> until(Predicate<Heard> last) throws InterruptedException {
        var all = new ArrayList<Heard>();
        while (all.isEmpty() || !last.test(all.get(all.size() - 1))) {
            Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing more was heard after " + all);
            all.add(next);
        }
        return all;
    }

    /** Forgets what was heard so far. */
    public void forget() {
        heard.clear();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
