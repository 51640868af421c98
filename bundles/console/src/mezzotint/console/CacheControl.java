package mezzotint.console;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/** Has browsers ask for files, those of plugins too, by their content: what is served by {@code @HttpWhiteboardResource} knows times only, and they never change. */
@Component(service = Filter.class, scope = ServiceScope.PROTOTYPE)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
public final class CacheControl implements Filter {

    private static final String SINCE = "If-Modified-Since";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain) throws IOException, ServletException {
        var request = (HttpServletRequest) in;
        if (!READING.contains(request.getMethod()) || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            chain.doFilter(in, out);
            return;
        }
        var response = new FileResponse(request, (HttpServletResponse) out);
        chain.doFilter(withoutTime(request), response);
        response.end();
    }

    /** The request without the time by which it would be answered that nothing changed. */
    private static HttpServletRequest withoutTime(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getHeader(String name) {
                return SINCE.equalsIgnoreCase(name) ? null : super.getHeader(name);
            }

            @Override
            public long getDateHeader(String name) {
                return SINCE.equalsIgnoreCase(name) ? -1 : super.getDateHeader(name);
            }
        };
    }
}
