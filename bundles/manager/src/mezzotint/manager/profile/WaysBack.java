package mezzotint.manager.profile;

import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the state before each change: no change is made that cannot be taken back. */
@Component(immediate = true, service = WaysBack.class)
public final class WaysBack {

    private final ProfileBook book;
    private final AutoCloseable listening;

    @Activate
    public WaysBack(@Reference ProfileBook book, @Reference Installer installer) {
        this.book = book;
        this.listening = installer.listen(this::hear);
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
    }

    /** On the thread that is about to make the change, which fails if the state cannot be kept. */
    private void hear(Change change) {
        if (change.state() == Change.State.RUNNING && !change.plan().steps().isEmpty()) {
            book.keepBefore(String.join(" ", change.plan().steps().stream().map(s -> s.words() + ".").toList()), change.by());
        }
    }
}
