package mezzotint.launcher;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.framework.BundleException;

/** What a command does with a workbench: the one that runs, else one in this process that is there for the command alone. */
final class Session {

    /** What is done with the workbench. */
    @FunctionalInterface
    interface Use {

        /** @return the exit status */
        int of(Client client) throws IOException, InterruptedException;
    }

    private Session() {}

    /**
     * @param port of the workbench to use; without one it is that of the user's folder
     * @throws Refusal if the folder is in use by a command, or no workbench answers on the port
     */
    static int with(OptionalInt port, Use use) throws IOException, BundleException, InterruptedException {
        Optional<URI> running = port.isPresent() ? Optional.of(Settings.address(port.getAsInt())) : Lock.published(Settings.userFolder());
        running = running.filter(Http::isWorkbench);
        if (running.isPresent()) {
            return use.of(Client.of(running.get()));
        }
        if (port.isPresent()) {
            throw new Refusal("no workbench answers on port " + port.getAsInt() + "; start it, or leave --port out");
        }
        Settings settings = Settings.own();
        System.setProperty("mezzotint.console", "OFF");
        System.setProperty("mezzotint.jobs.resume", "false"); // nobody asked for pictures
        Lock lock = Lock.take(settings.home()).orElseThrow(() -> new Refusal("a picture is being made in " + settings.home() + "; try again when it is done"));
        try (Workbench workbench = Workbench.start(settings, lock)) {
            return use.of(new Client(settings.address(), Lock.secret(settings.home())));
        }
    }
}
