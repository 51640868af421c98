package mezzotint.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.client.FaultLines;
import mezzotint.launcher.client.JarUpload;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.HomeLock;
import mezzotint.launcher.start.StartSettings;

/** The command {@code dev}: builds a plugin whenever one of its files is saved, and installs it in the workbench that runs. */
public final class DevCommand {

    private static final long POLL_MILLIS = 150;
    /** For so long nothing changes any more when an editor has saved. */
    private static final long SAVED_MILLIS = 50;
    private static final int FAILED = 1;
    private static final String HELP = """
            mezzotint dev FOLDER [--once] [--test]    build a plugin and install it whenever one of its files is saved

              --once    do so once, and end with status 1 if that failed
              --test    run its tests before each installation

            While a build fails, the version before it stays installed. Ctrl-C ends it.
            """;

    private final PluginFolder folder;
    private final boolean tests;
    private JarUpload placed;
    /** Follows an installation that waits; null if none did yet. */
    private Thread following;
    private volatile boolean failed;

    private DevCommand(PluginFolder folder, boolean tests) {
        this.folder = folder;
        this.tests = tests;
    }

    public static int run(List<String> args) throws IOException, InterruptedException {
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
            throw new CommandFailure("the folder of one plugin is needed; --help says more");
        }
        var dev = new DevCommand(PluginFolder.of(Path.of(arguments.words().get(0))), tests);
        if (once) {
            return dev.once() ? 0 : FAILED;
        }
        dev.watch();
        return 0;
    }

    private void watch() throws IOException, InterruptedException {
        System.out.printf("watching %s; Ctrl-C ends it%n", folder.path());
        new FaultLines(DevCommand::client, folder.name()).begin();
        for (Map<Path, String> before = folder.files();;) {
            install();
            while (folder.files().equals(before)) {
                Thread.sleep(POLL_MILLIS);
            }
            before = saved();
        }
    }

    /** The files once nobody is writing them: one that is half written would be built, and then built again. */
    private Map<Path, String> saved() throws IOException, InterruptedException {
        while (true) {
            Map<Path, String> files = folder.files();
            Thread.sleep(SAVED_MILLIS);
            if (folder.files().equals(files)) {
                return files;
            }
        }
    }

    /** Whether the plugin runs as its files are now; what went wrong has been said if not. */
    private boolean once() throws IOException, InterruptedException {
        boolean installed = install();
        if (following != null) {
            following.join();
            return !failed;
        }
        return installed;
    }

    /** Builds the plugin and hands it over; where it waits for a picture, that is said now, and what became of it then. */
    private boolean install() throws IOException, InterruptedException {
        var durations = new Durations();
        try {
            byte[] jar = new PluginBuild(folder, durations).jar();
            if (tests) {
                folder.maven("test");
                durations.end("the tests");
            }
            if (placed != null && placed.waits()) {
                placed.cancel();
            }
            placed = JarUpload.send(client(), folder.name(), jar);
            durations.end("the workbench");
            System.out.printf("%s (%s)%n", placed.words(), durations);
            follow(placed);
            return true;
        } catch (CommandFailure e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    private void follow(JarUpload waiting) {
        if (!waiting.waits()) {
            return;
        }
        following = new Thread(() -> {
            try {
                if (waiting.await()) {
                    System.out.println(waiting.words());
                }
            } catch (IOException | CommandFailure e) {
                failed = true;
                System.err.println(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "installation");
        following.setDaemon(true);
        following.start();
    }

    private static Client client() {
        Path home = StartSettings.userFolder();
        URI address = HomeLock.published(home).orElseThrow(() -> new CommandFailure("no workbench runs for " + home + "; start one with mezzotint"));
        return Client.of(address);
    }
}
