package mezzotint.core.guard;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mezzotint.fault.Fault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what the launcher and the manager saw while they started and stopped plugins: {@code bundle}, {@code version}, {@code kind}, {@code did},
 * and {@code phase} if it was no start. The launcher is no bundle and knows no class of ours, so it is told in classes of the JDK.
 */
@Component(service = Consumer.class, property = "mezzotint.role=start")
public final class StartReports implements Consumer<Map<String, String>> {

    private final FaultBook book;

    @Activate
    public StartReports(@Reference FaultBook book) {
        this.book = book;
    }

    @Override
    public void accept(Map<String, String> report) {
        String bundle = report.get("bundle");
        Suspect who = Suspect.bundle(bundle, report.get("version"));
        if (report.getOrDefault("phase", "start").equals("start")) {
            book.atStart(who, Fault.Kind.valueOf(report.get("kind").toUpperCase(Locale.ROOT)), report.get("did"));
        } else {
            book.atStop(who, report.get("did"));
        }
    }
}
