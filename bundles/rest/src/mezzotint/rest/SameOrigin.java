package mezzotint.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/** Refuses what a page of another site sends from the user's browser. */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern({"/api/*", "/sdapi/*", "/internal/*", "/controlnet/*"})
@HttpWhiteboardFilterAsyncSupported
public final class SameOrigin implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        String origin = http.getHeader("Origin");
        if (origin == null || origin.replaceFirst("^https?://", "").equals(http.getHeader("Host"))) {
            chain.doFilter(request, response);
            return;
        }
        Json.guarded((HttpServletResponse) response, () -> {
            throw new Problem(Problem.Kind.FORBIDDEN, "the request comes from a page of " + origin, "use the workbench's own page");
        });
    }
}
