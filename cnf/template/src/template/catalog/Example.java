package template.catalog;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Source;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/** Reads a list of programs: a line for each, with id, name and licence, and commas between. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements CatalogSource {

    @Override
    public String reads() {
        return "a text file with the lines owner/name,Name,Licence";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        LocalDate day = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        var source = new Source("list " + day, "list", Source.Kind.USER, file.getFileName().toString(), "file:" + file.getFileName(), null, day, day, "CC0-1.0", "example 1");
        var artifacts = new ArrayList<Artifact>();
        var facts = new ArrayList<Fact>();
        for (String line : lines(file)) {
            String[] parts = line.split(",");
            if (parts.length != 3) {
                throw Problem.invalid("the line " + line + " has not three parts", "write owner/name,Name,Licence");
            }
            artifacts.add(new Artifact(parts[0], "repo", parts[1], null, null, source.id()));
            facts.add(new Fact(parts[0], "licence", parts[2], null, source.id(), null));
        }
        return new CatalogRows(List.of(source), artifacts, List.of(), List.of(), facts, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                throw Problem.invalid("the file is empty", "write a line for each program");
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new Problem(Problem.Kind.INVALID, "the file is no text in UTF-8", "give a text file", e);
        }
    }
}
