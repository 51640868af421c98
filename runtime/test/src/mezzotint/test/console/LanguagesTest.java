package mezzotint.test.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** What the console says, it says in each of its languages. */
class LanguagesTest {

    private static JsonObject words(Bundle bundle, String file) throws IOException {
        URL url = bundle.getEntry(file);
        assertNotNull(url, file + " is missing from " + bundle.getSymbolicName());
        try (var in = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(in).getAsJsonObject();
        }
    }

    private static void compare(Bundle bundle, String folder) throws IOException {
        assertEquals(words(bundle, folder + "en.json").keySet(), words(bundle, folder + "de.json").keySet(), bundle.getSymbolicName());
    }

    @Test
    void shell_login_and_every_panel_have_the_same_words_in_german() throws IOException {
        List<Bundle> panels = Osgi.bundles().stream().filter(b -> b.getSymbolicName().startsWith("mezzotint.panel.")).toList();
        assertTrue(panels.size() >= 6, panels::toString);
        for (Bundle panel : panels) {
            compare(panel, "static/");
        }
        for (Bundle bundle : Stream.of("mezzotint.console", "mezzotint.login").map(Osgi::bundle).toList()) {
            compare(bundle, "www/");
        }
    }
}
