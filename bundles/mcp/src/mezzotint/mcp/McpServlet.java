package mezzotint.mcp;

import com.google.gson.JsonElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code POST /mcp}: the Model Context Protocol over streamable HTTP. There are no sessions and no streams: each request is answered by itself, in JSON, so that the workbench
 * and this bundle may be restarted while a client is connected.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/mcp")
public final class McpServlet extends HttpServlet {

    private static final int LARGEST = 1 << 18;
    private static final String REVISION = "MCP-Protocol-Version";
    private static final String JSON = "application/json";

    private final transient JsonRpc rpc;

    @Activate
    public McpServlet(BundleContext context, @Reference ToolList tools) {
        this(new McpMethods(tools, context.getBundle().getVersion().toString()));
    }

    McpServlet(McpMethods methods) {
        rpc = new JsonRpc(methods);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            refuse(response, 405, "there is no " + request.getMethod() + " of /mcp, for there are no streams and no sessions; POST each message");
        } else if (!header(request, "Content-Type").split(";", 2)[0].strip().equals(JSON)) {
            refuse(response, 415, "Content-Type is " + RpcError.shown(Objects.requireNonNullElse(request.getContentType(), "missing")) + "; send " + JSON);
        } else if (!isJsonAccepted(header(request, "Accept"))) {
            refuse(response, 406, "Accept is " + RpcError.shown(request.getHeader("Accept")) + "; accept " + JSON);
        } else {
            answer(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<JsonElement> answer = rpc.answer(Json.body(request, LARGEST), revision(request).equals(Revisions.WITH_BATCHES));
            if (answer.isPresent()) {
                send(response, 200, answer.get());
            } else {
                response.setStatus(202);
            }
        } catch (RpcError e) {
            send(response, 400, e.answer());
        } catch (Problem e) {
            refuse(response, e.kind().status(), e.getMessage() + "; " + e.advice());
        }
    }

    /** The one that was agreed on, which each request says again. */
    private static String revision(HttpServletRequest request) {
        String said = Objects.requireNonNullElse(request.getHeader(REVISION), Revisions.WITH_BATCHES);
        if (!Revisions.ALL.contains(said)) {
            throw new RpcError(RpcError.INVALID_REQUEST, REVISION + " is " + RpcError.shown(said) + "; agree by initialize on one of " + String.join(", ", Revisions.ALL));
        }
        return said;
    }

    private static String header(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "").toLowerCase(Locale.ROOT).strip();
    }

    private static boolean isJsonAccepted(String accept) {
        return accept.isEmpty() || accept.contains(JSON) || accept.contains("application/*") || accept.contains("*/*");
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        send(response, status, new RpcError(RpcError.INVALID_REQUEST, sentence).answer());
    }

    private static void send(HttpServletResponse response, int status, JsonElement answer) throws IOException {
        response.setStatus(status);
        response.setContentType(JSON);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
