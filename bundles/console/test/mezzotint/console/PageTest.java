package mezzotint.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void theRootIsTheShell() throws IOException {
        Page page = Page.at("/").orElseThrow();
        assertTrue(page.type().startsWith("text/html"));
        assertArrayEquals(page.bytes(), Page.at("/index.html").orElseThrow().bytes());
        assertArrayEquals(page.bytes(), Page.at("").orElseThrow().bytes(), "a container may give the root as nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api"})
    void whatAPageNamesIsThere(String page) throws IOException {
        var named = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"").matcher(new String(Page.at(page).orElseThrow().bytes(), UTF_8));
        int found = 0;
        for (; named.find(); found++) {
            assertTrue(Page.at(named.group(1)).isPresent(), named.group(1));
        }
        assertTrue(found > 3, "it names its style and its modules");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing.js", "/../mezzotint/console/Page.class", "/www/index.html", "//index.html", "/a/../index.html"})
    void nothingElseIsServed(String path) throws IOException {
        assertTrue(Page.at(path).isEmpty());
    }
}
