package mezzotint.login.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.access.Role;
import mezzotint.login.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /,                            MAKE",
        "GET,    /login/index.html,            ",
        "GET,    /loginx,                      MAKE",
        "POST,   /api/login,                   ",
        "POST,   /api/login/more,              ",
        "GET,    /api/me,                      ",
        "GET,    /api/me/tokens,               MAKE",
        "POST,   /api/jobs,                    MAKE",
        "DELETE, /api/jobs/7,                  MAKE",
        "GET,    /api/plugins,                 MAKE",
        "HEAD,   /api/plugins/x,               MAKE",
        "POST,   /api/plugins,                 PLUGINS",
        "DELETE, /api/plugins/x,               PLUGINS",
        "POST,   /api/pluginsx,                MAKE",
        "GET,    /api/profiles,                MAKE",
        "GET,    /api/profiles/now,            PLUGINS",
        "PATCH,  /api/profiles/x,              PLUGINS",
        "GET,    /api/users,                   ADMIN",
        "GET,    /api/trust/publishers,        ADMIN",
        "GET,    /api/audit,                   ADMIN",
        "GET,    /api/log,                     ADMIN",
        "GET,    /api/catalog/artifacts,       MAKE",
        "POST,   /api/catalog/imports,         ADMIN",
        "GET,    /api/catalog/outcomes,        ADMIN",
        "GET,    /api/catalog/outcomes/kept,   MAKE",
        "POST,   /api/catalog/outcomes,        MAKE",
        "PUT,    /api/settings/offline,        ADMIN",
        "GET,    /system/console,              ADMIN",
        "GET,    /system/console/bundles/7,    ADMIN",
        "POST,   /sdapi/v1/txt2img,            MAKE",
        "POST,   /sdapi/v1/server-kill,        ADMIN",
        "POST,   /mcp,                         MAKE",
        "POST,   /third/party,                 MAKE"})
    void the_longest_path_decides(String method, String path, Role role) {
        assertEquals(role, Paths.rule(path).needed(method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%zz&b=1", "%u0041=1", "a=%ff", "a=%c3%28", "a=%ed%a0%80", "a=1&b=%f0%9f", "a=%+1"})
    void a_query_that_cannot_be_read_is_refused_in_words(String query) {
        Refusal refusal = assertThrows(Refusal.class, () -> Paths.requireReadable(query));
        assertEquals(400, refusal.status());
        assertTrue(refusal.getMessage().contains(query), refusal.getMessage());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a", "a=b&c", "a=%25", "a=%E2%82%AC+%f0%9f%98%80", "a=%EF%BF%BD", "a=ü", "a=%00"})
    void any_other_is_left_to_the_servlet(String query) {
        assertDoesNotThrow(() -> Paths.requireReadable(query));
    }

    @Test
    void what_a_sentence_quotes_cannot_break_it() {
        assertEquals("a?b?", Paths.printable("a\nb\u202e"));
        assertEquals(201, Paths.printable("x".repeat(5000)).length());
    }
}
