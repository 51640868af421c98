package mezzotint.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that builds a plugin whenever one of its files is saved, and puts it into the workbench that runs. */
final class Dev {

    private static final long POLL_MILLIS = 150;
    private static final int FAILED = 1;
    private static final String HELP = """
            mezzotint dev FOLDER [--once] [--test]    build a plugin and install it whenever one of its files is saved

              --once    do so once, and end with status 1 if that failed
              --test    run its tests before each installation

            While a build fails, the version before it stays installed. Ctrl-C ends it.
            """;

    private final PluginFolder folder;
    private final boolean tests;

    private Dev(PluginFolder folder, boolean tests) {
        this.folder = folder;
        this.tests = tests;
    }

    static int run(List<String> args) throws IOException, InterruptedException {
        // bnd tells of each class it reads.
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        var rest = new ArrayList<>(args);
        boolean once = rest.remove("--once");
        boolean tests = rest.remove("--test");
        Arguments arguments = Arguments.parse(rest, List.of());
        if (arguments.words().size() != 1) {
            throw new Refusal("the folder of one plugin is needed; --help says more");
        }
        var dev = new Dev(PluginFolder.of(Path.of(arguments.words().get(0))), tests);
        if (once) {
            return dev.install() ? 0 : FAILED;
        }
        dev.watch();
        return 0;
    }

    private void watch() throws IOException, InterruptedException {
        System.out.printf("watching %s; Ctrl-C ends it%n", folder.path());
        for (var before = folder.files();; Thread.sleep(POLL_MILLIS)) {
            install();
            while (folder.files().equals(before)) {
                Thread.sleep(POLL_MILLIS);
            }
            before = folder.files();
        }
    }

    /** Whether the plugin runs as its files are now; what went wrong has been said if not. */
    private boolean install() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            byte[] jar = new Build(folder).jar();
            if (tests) {
                folder.maven("test");
            }
            client().install(jar);
            System.out.printf("%s is installed (%.1f s)%n", folder.name(), (System.nanoTime() - start) / 1e9);
            return true;
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    private static Client client() {
        Path home = Settings.userFolder();
        URI address = Lock.published(home).orElseThrow(() -> new Refusal("no workbench runs for " + home + "; start one with mezzotint"));
        return Client.of(address);
    }
}
