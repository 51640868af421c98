package mezzotint.login.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mezzotint.access.Role;
import mezzotint.login.Caller;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path home;

    private Path file;
    private Users users;

    @BeforeEach
    void open() {
        file = home.resolve("conf/users.json");
        users = new Users(file);
    }

    @Test
    void the_first_user_administers_and_what_is_added_is_there_after_a_restart() {
        assertFalse(users.isLoginNeeded());
        assertEquals(Problem.Kind.CONFLICT, kind(() -> users.add("mia", PASSWORD, Role.MAKE, "")));
        users.add("anna", PASSWORD, null, "");
        users.add("mia", PASSWORD, null, "");
        Users again = new Users(file);
        assertTrue(again.isLoginNeeded());
        assertEquals(Role.ADMIN, again.find("anna").orElseThrow().role());
        assertEquals(Role.MAKE, again.find("mia").orElseThrow().role());
    }

    @Test
    void the_last_administrator_stays() {
        users.add("anna", PASSWORD, null, "");
        assertEquals(Problem.Kind.CONFLICT, kind(() -> users.remove("anna", "")));
        assertEquals(Problem.Kind.CONFLICT, kind(() -> users.setRole("anna", Role.MAKE, "")));
        users.add("mia", PASSWORD, Role.ADMIN, "");
        users.remove("anna", "");
        assertEquals(Optional.empty(), users.find("anna"));
    }

    @Test
    void names_and_passwords_are_checked() {
        for (String name : new String[] {"", "a b", "../x", "local user", "a\nb", "x".repeat(65), null}) {
            assertEquals(Problem.Kind.INVALID, kind(() -> users.add(name, PASSWORD, null, "")), name);
        }
        for (String password : new String[] {"", "1234567", "x".repeat(73), "ä".repeat(37)}) {
            assertEquals(Problem.Kind.INVALID, kind(() -> users.add("anna", password, null, "")), password);
        }
        assertFalse(users.isLoginNeeded());
    }

    @Test
    void names_are_of_any_alphabet() {
        for (String name : new String[] {"jörg", "Ελένη", "Мария", "נועה", "أحمد", "लीला", "สมชาย", "太郎", "지민", "7of9"}) {
            users.add(name, PASSWORD, null, "");
            assertTrue(new Users(file).find(name).isPresent(), name);
        }
        assertEquals("jörg", Users.composed("jo\u0308rg"));
        for (String name : new String[] {"jörg\u0000", "\u0301a", "\u202Ejörg", "jörg jörg", "\uFFFD", "\uD83C\uDF4E"}) {
            assertEquals(Problem.Kind.INVALID, kind(() -> users.add(name, PASSWORD, null, "")), name);
        }
    }

    /** A file that cannot be read must not open the workbench to everybody. */
    @Test
    void a_damaged_file_lets_nobody_in() throws IOException {
        users.add("anna", PASSWORD, null, "");
        String whole = Files.readString(file);
        for (String broken : new String[] {"", "{}", "[]", "{\"users\": [{}]}", whole.substring(0, whole.length() / 2), "\0"}) {
            Files.writeString(file, broken);
            Users again = new Users(file);
            assertTrue(again.isLoginNeeded(), broken);
            assertEquals(Problem.Kind.CONFLICT, kind(() -> again.add("eve", PASSWORD, null, "")));
            assertEquals(broken, Files.readString(file));
        }
    }

    /** Whoever may make pictures may make tokens, and each of them is on disk. */
    @Test
    void tokens_of_one_user_are_counted() {
        users.add("anna", PASSWORD, null, "");
        users.add("mia", PASSWORD, null, "");
        for (int i = 0; i < 100; i++) {
            users.addToken("mia", "", Role.MAKE, null, "");
        }
        assertEquals(Problem.Kind.CONFLICT, kind(() -> users.addToken("mia", "", Role.MAKE, null, "")));
        users.addToken("anna", "", Role.MAKE, null, "");
        users.removeToken("mia", users.find("mia").orElseThrow().tokens().get(0).id(), "");
        users.addToken("mia", "", Role.MAKE, null, "");
    }

    @Test
    void a_token_does_what_it_and_its_user_may_until_it_ends() {
        users.add("anna", PASSWORD, null, "");
        users.add("mia", PASSWORD, Role.PLUGINS, "");
        assertEquals(Problem.Kind.FORBIDDEN, kind(() -> users.addToken("mia", "", Role.ADMIN, null, "")));
        String secret = users.addToken("mia", "", Role.PLUGINS, Duration.ofDays(1), "");
        Instant now = Instant.now();
        assertEquals(new Caller("mia", Role.PLUGINS, Caller.BY_TOKEN), users.byToken(secret, now).orElseThrow());
        assertEquals(Optional.empty(), users.byToken(secret.substring(0, secret.length() - 1) + (secret.endsWith("A") ? "B" : "A"), now));
        assertEquals(Optional.empty(), users.byToken(secret, now.plus(Duration.ofDays(2))));
        users.setRole("mia", Role.MAKE, "");
        assertEquals(Role.MAKE, users.byToken(secret, now).orElseThrow().role());
        users.removeToken("mia", users.find("mia").orElseThrow().tokens().get(0).id(), "");
        assertEquals(Optional.empty(), users.byToken(secret, now));
    }

    @Test
    void passwords_are_what_was_hashed() {
        var passwords = new Passwords(Instant::now);
        String hash = Passwords.hash(PASSWORD);
        assertTrue(hash.startsWith("$2a$12$"), hash);
        assertTrue(passwords.matches(PASSWORD, hash));
        assertTrue(passwords.matches(PASSWORD, hash));
        assertFalse(passwords.matches(PASSWORD + " ", hash));
        assertFalse(passwords.matches("", hash));
        assertFalse(passwords.matches(PASSWORD, null));
        assertFalse(passwords.matches(PASSWORD, Passwords.hash("another one")));
    }

    private static Problem.Kind kind(Executable work) {
        return assertThrows(Problem.class, work).kind();
    }

    @Test
    void an_audit_log_that_fails_keeps_nobody_from_anything() {
        users.audit = (Audit) Proxy.newProxyInstance(Audit.class.getClassLoader(), new Class<?>[] {Audit.class}, (proxy, method, args) -> {
            throw new Problem(Problem.Kind.INTERNAL, "the disk is full", "");
        });
        users.add("anna", PASSWORD, null, "");
        users.note("anna", "login", "anna", "from 127.0.0.1");
        users.refused("mia", "127.0.0.1", "the name or the password is wrong");
        assertTrue(new Users(file).find("anna").isPresent());
    }
}
