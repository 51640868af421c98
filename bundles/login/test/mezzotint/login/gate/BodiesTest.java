package mezzotint.login.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import mezzotint.login.Refusal;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private final Bodies bodies = new Bodies();

    @Test
    void one_caller_does_not_take_all_and_what_is_here_makes_room() {
        var turns = new ArrayList<Bodies.Turn>();
        for (int i = 0; i < 64; i++) {
            turns.add(bodies.take(request(10), "anna"));
        }
        Refusal refusal = assertThrows(Refusal.class, () -> bodies.take(request(10), "anna"));
        assertTrue(refusal.status() == 429 && refusal.waitSeconds() > 0);
        for (int i = 0; i < 64; i++) {
            turns.add(bodies.take(request(-1), "mia"));
        }
        assertEquals(429, assertThrows(Refusal.class, () -> bodies.take(request(10), "otto")).status());
        assertNull(bodies.take(request(0), "otto"), "without a body there is nothing to wait for");
        turns.get(0).close();
        turns.get(0).close(); // once more changes nothing
        bodies.take(request(10), "otto");
        assertThrows(Refusal.class, () -> bodies.take(request(10), "anna"));
    }

    /** @param length of its body; -1 for one in chunks */
    private static HttpServletRequest request(long length) {
        return (HttpServletRequest) Proxy.newProxyInstance(BodiesTest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getContentLengthLong" -> length;
                    case "getHeader" -> length < 0 && args[0].equals("Transfer-Encoding") ? "chunked" : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
