package mezzotint.core;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mezzotint.fault.Fault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what the launcher saw while it started the plugins: {@code bundle}, {@code version}, {@code kind} and {@code did}. The launcher is no
 * bundle and knows no class of ours, so it is told in classes of the JDK.
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
        book.atStart(new Suspect("bundle", bundle, bundle, bundle, report.get("version")),
                Fault.Kind.valueOf(report.get("kind").toUpperCase(Locale.ROOT)), report.get("did"));
    }
}
