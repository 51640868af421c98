package mezzotint.login.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://friend.example", "https://friend.example/", "HTTPS://Friend.Example", " https://friend.example , ", "https://friend.example//,x"})
    void an_origin_is_read_as_browsers_send_it(String written) {
        assertTrue(Origins.of(null, written).others().contains("https://friend.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host.docker.internal", "host.docker.internal:7860", "Host.Docker.Internal", "press.example, host.docker.internal", "press.example host.docker.internal"})
    void a_host_is_named_with_its_port_or_without(String written) {
        assertTrue(Origins.of(written, null).hosts().contains("host.docker.internal"));
    }

    @Test
    void nothing_is_allowed_that_is_not_named() {
        assertEquals(new Origins(Set.of(), Set.of()), Origins.of(null, null));
        assertEquals(new Origins(Set.of(), Set.of("*")), Origins.of(" ", "*"));
    }
}
