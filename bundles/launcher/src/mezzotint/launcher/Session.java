package mezzotint.launcher;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.framework.BundleException;

/** What a command does with a workbench: the one that runs, else one in this process that is there for the command alone. */
final class Session {

    private static final long LOCK_POLL_MILLIS = 300;

    /** What is done with the workbench. */
    @FunctionalInterface
    interface Use {

        /**
         * @param own the workbench, if it was started in this process for this; else null
         * @return the exit status
         */
        int of(Client client, Workbench own) throws IOException, InterruptedException;
    }

    private Session() {}

    /**
     * Looks after the workbench of the user's folder.
     *
     * @param port of another one to use
     * @throws Refusal if the folder is in use by a command, or no workbench answers on the port
     */
    static int with(OptionalInt port, Use use) throws IOException, BundleException, InterruptedException {
        Optional<URI> running = named(port).or(Session::published);
        return running.isPresent() ? use.of(Client.of(running.get()), null) : here(use, false);
    }

    /** Makes pictures: that of another folder at the usual port will do too, and a command that has the folder is waited for. */
    static int forPictures(OptionalInt port, Use use) throws IOException, BundleException, InterruptedException {
        Optional<URI> running = named(port).or(Session::published).or(() -> Optional.of(Settings.address(Settings.PORT)).filter(Http::isWorkbench));
        return running.isPresent() ? use.of(Client.of(running.get()), null) : here(use, true);
    }

    private static Optional<URI> named(OptionalInt port) {
        if (port.isEmpty()) {
            return Optional.empty();
        }
        URI address = Settings.address(port.getAsInt());
        if (!Http.isWorkbench(address)) {
            throw new Refusal("no workbench answers on port " + port.getAsInt() + "; start it, or leave --port out");
        }
        return Optional.of(address);
    }

    private static Optional<URI> published() {
        return Lock.published(Settings.userFolder()).filter(Http::isWorkbench);
    }

    private static int here(Use use, boolean patient) throws IOException, BundleException, InterruptedException {
        Settings settings = Settings.own();
        System.setProperty("mezzotint.console", "OFF");
        // What waits of an earlier start is not what was asked for now.
        System.setProperty("mezzotint.jobs.resume", "false");
        Optional<Lock> lock = Lock.take(settings.home());
        if (lock.isEmpty() && !patient) {
            throw new Refusal("a picture is being made in " + settings.home() + "; try again when it is done");
        }
        if (lock.isEmpty()) {
            System.err.println("waiting for another picture that is being made in " + settings.home());
        }
        while (lock.isEmpty()) {
            Thread.sleep(LOCK_POLL_MILLIS);
            Optional<URI> running = published();
            if (running.isPresent()) {
                return use.of(Client.of(running.get()), null);
            }
            lock = Lock.take(settings.home());
        }
        try (Workbench workbench = Workbench.start(settings, lock.get())) {
            return use.of(new Client(settings.address(), Lock.secret(settings.home())), workbench);
        }
    }
}
