package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.RawHttp;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What stands behind the question mark of an address is read, or refused in words. */
class QueryTest {

    @TestFactory
    Stream<DynamicTest> aQueryThatCannotBeReadIsRefusedInWords() {
        return Stream.of("/sdapi/v1/progress?skip_current_image=%zz", "/sdapi/v1/samplers?x=100%", "/api/jobs?state=%4", "/api/pictures?search=%ff", "/config?%", "/api/hooks?a=%u1234")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    String answer = RawHttp.send(Osgi.address("/"), "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
                    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
                    assertTrue(answer.contains("%25"), answer);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatCanBeReadIsRead() {
        return Stream.of("/sdapi/v1/progress?skip_current_image=%74rue", "/api/jobs?state=%64one", "/api/pictures?search=%C3%BC%20%E8%B5%A4", "/api/jobs?x=%25", "/api/jobs?")
                .map(path -> DynamicTest.dynamicTest(path, () -> assertEquals(200, Api.get(path).status())));
    }
}
