package mezzotint.launcher.client;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.HomeLock;
import mezzotint.launcher.start.HttpProbe;
import mezzotint.launcher.start.StartSettings;
import mezzotint.launcher.start.Workbench;
import org.osgi.framework.BundleException;

/** What a command does with a workbench: the one that runs, else one in this process that is there for the command alone. */
public final class Session {

    private static final long LOCK_POLL_MILLIS = 300;

    /** What is done with the workbench. */
    @FunctionalInterface
    public interface Use {

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
     * @throws CommandFailure if the folder is in use by a command, or no workbench answers on the port
     */
    public static int with(OptionalInt port, Use use) throws IOException, BundleException, InterruptedException {
        Optional<URI> running = named(port).or(Session::published);
        return running.isPresent() ? use.of(Client.of(running.get()), null) : here(use, false);
    }

    /** Makes pictures: that of another folder at the usual port will do too, and a command that has the folder is waited for. */
    public static int forPictures(OptionalInt port, Use use) throws IOException, BundleException, InterruptedException {
        Optional<URI> running = named(port).or(Session::published).or(() -> Optional.of(StartSettings.address(StartSettings.PORT)).filter(HttpProbe::isWorkbench));
        return running.isPresent() ? use.of(Client.of(running.get()), null) : here(use, true);
    }

    /**
     * The workbench that runs now.
     *
     * @param port of another one than that of the user's folder
     * @throws CommandFailure if none answers
     */
    public static Client running(OptionalInt port) {
        return Client.of(named(port).or(Session::published)
                .orElseThrow(() -> new CommandFailure("no workbench runs with the folder " + StartSettings.userFolder() + "; start it with mezzotint, or name another's port with --port")));
    }

    private static Optional<URI> named(OptionalInt port) {
        if (port.isEmpty()) {
            return Optional.empty();
        }
        URI address = StartSettings.address(port.getAsInt());
        if (!HttpProbe.isWorkbench(address)) {
            throw new CommandFailure("no workbench answers on port " + port.getAsInt() + "; start it, or leave --port out");
        }
        return Optional.of(address);
    }

    private static Optional<URI> published() {
        return HomeLock.published(StartSettings.userFolder()).filter(HttpProbe::isWorkbench);
    }

    private static int here(Use use, boolean patient) throws IOException, BundleException, InterruptedException {
        StartSettings settings = StartSettings.own();
        System.setProperty("mezzotint.console", "OFF");
        // What waits of an earlier start is not what was asked for now.
        System.setProperty("mezzotint.jobs.resume", "false");
        Optional<HomeLock> lock = HomeLock.take(settings.home());
        if (lock.isEmpty() && !patient) {
            throw new CommandFailure("a picture is being made in " + settings.home() + "; try again when it is done");
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
            lock = HomeLock.take(settings.home());
        }
        try (Workbench workbench = Workbench.start(settings, lock.get())) {
            return use.of(new Client(settings.address(), HomeLock.secret(settings.home())), workbench);
        }
    }
}
