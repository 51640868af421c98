package mezzotint.comparator.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import mezzotint.comparator.compare.GitPaths;
import mezzotint.libs.claims.PathIndex;
import mezzotint.libs.claims.PathIndexes;
import mezzotint.libs.disk.WholeFile;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code POST /api/catalog/paths} with an artifact and the folder of its git repository: keeps every path that it ever had, for the checker of paths. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/catalog/paths")
public final class PathsServlet extends HttpServlet {

    private final transient PathIndexes indexes;

    @Activate
    public PathsServlet(BundleContext context) {
        indexes = new PathIndexes(Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")), name -> null);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Map<String, Object> asked = Json.object(request);
            String artifact = Requests.kept(Requests.text(asked, "artifact"), "artifact", 200);
            if (!artifact.matches("[^/\\s]+/[^/\\s]+")) {
                throw Problem.invalid("artifact is " + artifact, "name it as vendor/name");
            }
            PathIndex index = new GitPaths(Path.of(Requests.kept(Requests.text(asked, "folder"), "folder", 4096))).read(artifact);
            var bytes = new ByteArrayOutputStream();
            index.write(bytes);
            WholeFile.write(indexes.file(artifact), bytes.toByteArray());
            var out = new LinkedHashMap<String, Object>();
            out.put("repository", artifact);
            out.put("commit", index.header().commit());
            out.put("date", index.header().date());
            out.put("commits", index.header().commits());
            out.put("paths", index.size());
            Json.answer(response, 201, out);
        });
    }
}
