package mezzotint.soak;

import com.google.gson.Gson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * In the workbench that is measured: how long each request takes from when its head is read until its answer is written, the login's gate
 * and the body included. {@code /soak/times} gives the milliseconds since it was last asked, by method and path.
 */
@Component
@ServiceRanking(Integer.MAX_VALUE)
public final class Clock implements Preprocessor {

    static final String PATH = "/soak/times";

    private final Map<String, Queue<Double>> millis = new ConcurrentHashMap<>();

    @Override
    public void init(FilterConfig config) {
        // nothing to prepare
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        if (http.getRequestURI().equals(PATH)) {
            response.setContentType("application/json");
            response.getOutputStream().print(new Gson().toJson(taken()));
            return;
        }
        long begin = System.nanoTime();
        chain.doFilter(request, response);
        double took = (System.nanoTime() - begin) / 1e6;
        millis.computeIfAbsent(name(http), n -> new ConcurrentLinkedQueue<>()).add(took);
    }

    /** The method and the path, with a star for a job's id. */
    static String name(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI().replaceFirst("/[0-9a-f-]{36}$", "/*");
    }

    private Map<String, Queue<Double>> taken() {
        var taken = new HashMap<>(millis);
        millis.clear();
        return taken;
    }

    @Override
    public void destroy() {
        // nothing to give back
    }
}
