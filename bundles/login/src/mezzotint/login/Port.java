package mezzotint.login;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.LoggerFactory;

/** Opens the port once there is a gate before it, and closes it when the gate goes. The launcher leaves it closed. */
@Component(immediate = true, service = {})
public final class Port {

    private static final String SERVER = "org.apache.felix.http.jetty12";

    private final BundleContext context;

    @Activate
    public Port(BundleContext context, @Reference(target = "(component.name=mezzotint.login.Gate)") Preprocessor gate) throws BundleException {
        this.context = context;
        Bundle server = server();
        if (server != null) {
            server.start(Bundle.START_TRANSIENT);
        }
    }

    @Deactivate
    void close() {
        Bundle server = server();
        if (server == null) {
            return;
        }
        try {
            server.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
            LoggerFactory.getLogger(Port.class).error("the port stays open and nobody checks who asks; stop the workbench: {}", e.getMessage());
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
