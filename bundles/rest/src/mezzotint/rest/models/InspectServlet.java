package mezzotint.rest.models;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Ownership;
import mezzotint.model.Inspector;
import mezzotint.model.Models;
import mezzotint.model.Verdict;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code POST /api/models/inspect}: what a file in a folder of models is, for administrators; the command line asks about other files too. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/models/inspect")
public final class InspectServlet extends HttpServlet {

    private static final String BEARER = "Bearer ";

    private final transient Inspector inspector;
    private final transient Models models;
    /** What the workbench's own commands show. */
    private final transient Path secret;

    @Activate
    public InspectServlet(BundleContext context, @Reference Inspector inspector, @Reference Models models) {
        this.inspector = inspector;
        this.models = models;
        this.secret = Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("cache/workbench.secret");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Ownership.checkAdministers(request, "inspect files");
            if (!(Json.object(request).get("file") instanceof String file) || file.isBlank()) {
                throw Problem.invalid("file is missing", "name a file, as Stable-diffusion/alpha.safetensors");
            }
            Json.answer(response, 200, said(inspector.inspect(path(file, isCommand(request)))));
        });
    }

    /** Below the folders of models; a command names any file of its user's. */
    private Path path(String file, boolean command) {
        try {
            Path path = Path.of(file);
            Optional<Path> found = models.folders().stream().map(root -> root.toAbsolutePath().normalize())
                    .map(root -> Map.entry(root, root.resolve(path).normalize())).filter(e -> e.getValue().startsWith(e.getKey()) && Files.exists(e.getValue()))
                    .map(Map.Entry::getValue).findFirst();
            if (found.isEmpty() && !(command && path.isAbsolute())) {
                throw new Problem(Problem.Kind.MISSING, "there is no file " + file + " in the folders of models",
                        "put it there, or use mezzotint inspect on the command line");
            }
            return found.orElse(path);
        } catch (InvalidPathException e) {
            throw Problem.invalid(file + " is no path", "name a file, as Stable-diffusion/alpha.safetensors");
        }
    }

    private boolean isCommand(HttpServletRequest request) throws IOException {
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        byte[] shown = header.startsWith(BEARER) ? header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8) : new byte[0];
        return Files.isReadable(secret) && shown.length > 0 && MessageDigest.isEqual(shown, Files.readString(secret).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> said(Verdict verdict) {
        var out = new LinkedHashMap<String, Object>();
        out.put("kind", verdict.kind().name().toLowerCase(Locale.ROOT));
        out.put("family", verdict.family());
        out.put("precision", verdict.precision());
        out.put("tensors", verdict.tensors());
        out.put("format", verdict.format());
        out.put("architecture", verdict.architecture());
        out.put("lacks", verdict.lacks());
        out.put("folder", verdict.folder());
        return out;
    }
}
