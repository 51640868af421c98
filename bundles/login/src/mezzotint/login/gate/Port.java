package mezzotint.login.gate;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the port once there is a gate before it, and closes it when the gate goes. The launcher leaves it closed. */
@Component(immediate = true, service = {})
public final class Port {

    private static final String SERVER = "org.apache.felix.http.jetty12";

    private static final Logger LOG = LoggerFactory.getLogger(Port.class);
    private static final long OPENING_MILLIS = 10_000;

    private final BundleContext context;
    /** The server takes a while to start, in which other bundles can. */
    private final Thread opening = new Thread(this::open, "mezzotint port");

    @Activate
    public Port(BundleContext context, @Reference(target = "(component.name=mezzotint.login.gate.Gate)") Preprocessor gate) {
        this.context = context;
        opening.start();
    }

    private void open() {
        Bundle server = server();
        try {
            if (server != null) {
                server.start(Bundle.START_TRANSIENT);
            }
        } catch (BundleException e) {
            LOG.error("the port cannot be opened: {}", e.getMessage());
        }
    }

    @Deactivate
    void close() throws InterruptedException {
        opening.join(OPENING_MILLIS);
        Bundle server = server();
        try {
            if (server != null) {
                server.stop(Bundle.STOP_TRANSIENT);
            }
        } catch (BundleException e) {
            LOG.error("the port stays open and nobody checks who asks; stop the workbench: {}", e.getMessage());
        }
    }

    private Bundle server() {
        for (Bundle bundle : context.getBundles()) {
            if (SERVER.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        return null;
    }
}
