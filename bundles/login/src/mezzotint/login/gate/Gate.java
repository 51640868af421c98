package mezzotint.login.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import mezzotint.access.Role;
import mezzotint.login.Access;
import mezzotint.login.Answers;
import mezzotint.login.Caller;
import mezzotint.login.Logins;
import mezzotint.login.Refusal;
import mezzotint.login.SteadyClock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Where every request passes, whichever bundle answers it in whichever servlet context: it is
 * refused here, or goes on knowing who sent it.
 */
@Component(service = Preprocessor.class, configurationPid = Access.PID)
@Designate(ocd = Access.class)
public final class Gate implements Preprocessor {

    private static final double MINUTES_A_DAY = 24 * 60;
    private static final Set<String> READING = Set.of("GET", "HEAD");
    /** What Felix HTTP says of a servlet that went between the choice of it and its call. */
    private static final String UNREGISTERED = "Servlet has been unregistered";
    /** What the workbench does if a path goes although it neither starts nor stops. */
    private static final String CHANGING = "changing a plugin";

    private final Logins logins;
    private final Origins origins;
    private final Bundle framework;
    private final String securePort;
    private final Bodies bodies = new Bodies();
    /** The launcher says so once every plugin had its turn to start. */
    @Reference(service = AnyService.class, target = "(mezzotint.role=started)", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ServiceReference<?> started;
    private volatile Access access;
    private volatile RateLimit rateLimit;
    /** Of bytes in bodies: what is sent may be kept. */
    private volatile RateLimit uploadLimit;

    @Activate
    public Gate(@Reference Logins logins, Access access, BundleContext context) {
        this.logins = logins;
        origins = Origins.of(context);
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        boolean secure = Boolean.parseBoolean(context.getProperty("org.apache.felix.https.enable"));
        securePort = secure ? context.getProperty("org.osgi.service.http.port.secure") : null;
        limit(access);
    }

    /** Other limits do not close the gate, nor the port behind it. */
    @Modified
    void limit(Access changed) {
        access = changed;
        InstantSource clock = SteadyClock.start();
        rateLimit = new RateLimit(clock, changed.requestsPerMinute(), changed.requestsAtOnce(), changed.requestsPerMinute() + " requests a minute");
        double perDay = (double) changed.uploadMegabytesPerDay() * (1 << 20);
        uploadLimit = new RateLimit(clock, perDay / MINUTES_A_DAY, perDay, changed.uploadMegabytesPerDay() + " MB sent in a day");
    }

    @Override
    public void init(FilterConfig config) {
        Unreadable.answerFor(config.getServletContext(), () -> Objects.requireNonNullElse(passing(), CHANGING));
    }

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain) throws IOException, ServletException {
        var request = (HttpServletRequest) in;
        var response = (HttpServletResponse) out;
        var admitted = new AtomicReference<IdentifiedRequest>();
        Answers.guarded(request, response, () -> admitted.set(admitted(request, response)));
        if (admitted.get() != null) {
            var unserved = new Unserved(request, response, this::passing);
            try {
                chain.doFilter(admitted.get(), unserved);
            } catch (ServletException e) {
                if (!UNREGISTERED.equals(e.getMessage()) || response.isCommitted()) {
                    throw e;
                }
                unserved.askToWait(Objects.requireNonNullElse(passing(), CHANGING));
            } finally {
                admitted.get().end();
                count(admitted.get());
            }
        }
    }

    /** Most requests have no body, and change no bucket. */
    private void count(IdentifiedRequest request) {
        if (request.received() > 0) {
            uploadLimit.spend(known(request, request.getRemoteUser()), request.received());
        }
    }

    /** What keeps the workbench from serving all its paths for a while: that it is {@code starting} or {@code stopping}; null for nothing. */
    private String passing() {
        return framework.getState() == Bundle.STOPPING ? "stopping" : started == null ? "starting" : null;
    }

    @Override
    public void destroy() {
        // nothing to give back
    }

    /** The request as it goes on; null if it is answered. */
    private IdentifiedRequest admitted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Paths.of(request);
        Protection.headers(path, response);
        origins.check(request, Logins.isLoopback(request));
        if (isAnsweredPreflight(request, response)) {
            return null;
        }
        if (isOpen(request)) {
            encrypt(request, response);
            return null;
        }
        Caller caller = caller(request, response);
        String known = known(request, caller.name());
        if (!caller.isLocal() && !Paths.isFile(request.getMethod(), path)) {
            rateLimit.take(known);
        }
        Role needed = Paths.rule(path).needed(request.getMethod());
        if (needed != null && caller.isNobody() && Answers.isPage(request)) {
            leadToLogin(request, response);
            return null;
        }
        if (needed != null && caller.isNobody()) {
            challenge(request, response);
        }
        require(needed, caller);
        Protection.webConsole(path, request);
        long most = sizeWithin(request, path);
        if (!caller.isLocal() && Bodies.isSent(request)) {
            uploadLimit.check(known);
        }
        return new IdentifiedRequest(request, caller, most, access.slowestUploadBytesPerSecond(), bodies.take(request, known));
    }

    /** @param name null for nobody */
    private static String known(HttpServletRequest request, String name) {
        return name == null ? request.getRemoteAddr() : name;
    }

    /** Tells the browser what a page of another site may do; that is all it asks before it sends the page's own request. */
    private boolean isAnsweredPreflight(HttpServletRequest request, HttpServletResponse response) {
        if (!origins.isCross(request)) {
            return false;
        }
        origins.allow(request, response);
        if (Origins.isPreflight(request)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return true;
        }
        return false;
    }

    private static void leadToLogin(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/login/index.html?to=" + URLEncoder.encode(target(request), StandardCharsets.UTF_8));
    }

    private Caller caller(HttpServletRequest request, HttpServletResponse response) {
        try {
            return logins.caller(request);
        } catch (Refusal e) {
            if (e.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                challenge(request, response);
            }
            throw e;
        }
    }

    private static void require(Role needed, Caller caller) {
        if (needed == null || caller.may(needed)) {
            return;
        }
        if (caller.isNobody()) {
            throw new Refusal(401, "a login is needed", "send a token, a name and a password, or log in at /login/index.html");
        }
        throw new Refusal(403, caller.name() + " may " + caller.role() + ", and this needs " + needed, "ask an administrator for the role");
    }

    /** Whether another machine asks without TLS although there is some. */
    private boolean isOpen(HttpServletRequest request) {
        return securePort != null && !request.isSecure() && !Logins.isLoopback(request);
    }

    /**
     * Leads a browser to where the connection is encrypted.
     *
     * @throws Refusal if the request has told in the open what it should not, or would do so again
     */
    private void encrypt(HttpServletRequest request, HttpServletResponse response) {
        boolean harmless = READING.contains(request.getMethod()) && request.getHeader("Authorization") == null;
        if (!harmless) {
            throw new Refusal(403, "the connection is not encrypted", "use https and the port " + securePort);
        }
        response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
        response.setHeader("Location", "https://" + request.getServerName() + ":" + securePort + target(request));
    }

    private long sizeWithin(HttpServletRequest request, String path) {
        boolean plugin = Paths.rule(path).change() == Role.PLUGINS;
        long most = (long) (plugin ? access.largestPluginMegabytes() : access.largestRequestMegabytes()) << 20;
        if (request.getContentLengthLong() > most) {
            throw MeasuredBody.tooLarge(most);
        }
        return most;
    }

    private static String target(HttpServletRequest request) {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    /** Programs are asked for a name and password; a script in a page is not, for the browser would ask in its own window. */
    private static void challenge(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("Sec-Fetch-Mode") == null) {
            response.addHeader("WWW-Authenticate", "Basic realm=\"Mezzotint\", charset=\"UTF-8\"");
        }
        response.addHeader("WWW-Authenticate", "Bearer realm=\"Mezzotint\"");
    }
}
