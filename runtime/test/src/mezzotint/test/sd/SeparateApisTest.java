package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The workbench's own API and that of AUTOMATIC1111 are bundles of their own: each serves while the other is off. */
class SeparateApisTest {

    private static final List<String> OWN = List.of("/api/jobs", "/api/pictures", "/api/hooks", "/api/status", "/api/openapi.json");
    private static final List<String> SDAPI = List.of("/sdapi/v1/samplers", "/sdapi/v1/options", "/sdapi/v1/progress", "/sdapi/v1/memory", "/internal/ping");
    private static final long LIMIT_NANOS = 10_000_000_000L;

    @ParameterizedTest
    @CsvSource({"mezzotint.rest", "mezzotint.sdapi"})
    void eachServesWhileTheOtherIsOff(String off) throws BundleException {
        boolean own = off.equals("mezzotint.rest");
        Bundle bundle = Osgi.bundle(off);
        bundle.stop(Bundle.STOP_TRANSIENT);
        try {
            (own ? OWN : SDAPI).forEach(path -> assertEquals(404, Api.get(path).status(), path));
            (own ? SDAPI : OWN).forEach(path -> assertEquals(200, Api.get(path).status(), path));
        } finally {
            bundle.start(Bundle.START_TRANSIENT);
        }
        (own ? OWN : SDAPI).forEach(SeparateApisTest::awaitThere);
    }

    private static void awaitThere(String path) {
        long end = System.nanoTime() + LIMIT_NANOS;
        int status = Api.get(path).status();
        while (status != 200 && System.nanoTime() < end) {
            Thread.onSpinWait();
            status = Api.get(path).status();
        }
        assertEquals(200, status, path);
    }
}
