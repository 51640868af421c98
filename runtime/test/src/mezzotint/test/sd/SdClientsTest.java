package mezzotint.test.sd;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mezzotint.test.kit.ClientPackages;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Programs that others wrote for AUTOMATIC1111's API, from their registries, unchanged: they are installed below target. */
class SdClientsTest {

    /** How the JavaScript clients are installed: of sharp, a version whose libraries come from npm itself. */
    private static final String PACKAGE = """
            {"private": true, "dependencies": {"stable-diffusion-api": "0.0.7", "node-sd-webui": "0.0.8"}, "overrides": {"sharp": "0.33.5"}}
            """;

    /** Those from PyPI. The last has a server around the client, whose needs are left out. */
    private static final List<String> FROM_PYPI = List.of("webuiapi==0.9.17", "aaa1111==0.1.0.dev7", "sd-backend-client==0.5.0", "easyai-sdwebui-api==0.1.5",
            "mpapi-webui==0.0.1");
    private static final String WITHOUT_NEEDS = "image-generation-mcp==1.12.1";

    private static CompletableFuture<ClientPackages> python;
    private static CompletableFuture<ClientPackages> node;

    /** Both are installed at the same time, once. */
    @BeforeAll
    static void install() throws IOException {
        GoldenModel.offer("tiny-sd15");
        python = ClientPackages.fromPyPI("pypi", FROM_PYPI, WITHOUT_NEEDS);
        node = ClientPackages.fromNpm("npm", PACKAGE);
    }

    @Test
    void webuiapiFromPyPI() throws Exception {
        ClientPackages.run(python.join().pythonOrSkip(), "clients/webuiapi_client.py", port());
    }

    @TestFactory
    Stream<DynamicTest> clientsFromPyPI() {
        String python = SdClientsTest.python.join().pythonOrSkip();
        return Stream.of("aaa1111", "sd_backend_client", "easyai", "mpapi_webui", "image_generation_mcp")
                .map(client -> DynamicTest.dynamicTest(client, () -> ClientPackages.run(python, "clients/pypi_clients.py", port(), ClientPackages.ALL.toString(), client)));
    }

    @Test
    void clientsFromNpm() throws Exception {
        ClientPackages.run("node", "clients/npm_clients.mjs", node.join().orSkip().toString(), port());
    }

    private static String port() {
        return Osgi.context().getProperty("mezzotint.port");
    }
}
