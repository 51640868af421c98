package mezzotint.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.core.request.RequestReader;
import mezzotint.fault.Limits;
import mezzotint.studio.Settings;
import org.junit.jupiter.api.Test;

/** The guide's table of hooks says what the code does. */
class GuideTableTest {

    private static final Path TEMPLATES = Path.of("../../cnf/template/src/template");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| `(\\w+)` \\| (.+) \\| (\\d+) \\(`(\\w+)`\\) \\| (.+) \\|");
    private static final Pattern HOOK = Pattern.compile("@Plugin\\([^{]*?class \\w+ implements (\\w+)", Pattern.DOTALL);

    /** Rows of the table, by the word for {@code mezzotint new}. */
    private static Map<String, Matcher> rows() throws IOException {
        var rows = new TreeMap<String, Matcher>();
        for (String line : Files.readAllLines(Path.of("../GUIDE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(2), row);
            }
        }
        return rows;
    }

    @Test
    void each_template_has_its_row() throws IOException {
        try (Stream<Path> folders = Files.list(TEMPLATES)) {
            List<String> words = folders.map(f -> f.getFileName().toString()).sorted().toList();
            assertEquals(words, List.copyOf(rows().keySet()));
        }
        for (Map.Entry<String, Matcher> row : rows().entrySet()) {
            Matcher hook = HOOK.matcher(Files.readString(TEMPLATES.resolve(row.getKey()).resolve("Example.java")));
            assertTrue(hook.find(), row.getKey());
            assertEquals(hook.group(1), row.getValue().group(1));
        }
    }

    @Test
    void limits_and_faults_are_those_of_the_code() throws Exception {
        for (Matcher row : rows().values()) {
            HookContract<?> contract = contract(row.group(1));
            RecordComponent limit = Arrays.stream(Limits.class.getRecordComponents()).filter(c -> c.getName().equals(row.group(5))).findFirst().orElseThrow();
            assertEquals(Double.parseDouble(row.group(4)), limit.getAccessor().invoke(new Limits()), row.group());
            assertEquals(contract.seconds(new Limits()), limit.getAccessor().invoke(new Limits()), row.group());
            assertEquals(contract.aside(), row.group(6).contains("left out"), row.group());
        }
    }

    private static HookContract<?> contract(String hook) throws ClassNotFoundException {
        for (String name : List.of("diffusion", "control", "text", "model", "graph", "backend", "image", "script", "web", "catalog")) {
            try {
                return HookContracts.of(Class.forName("mezzotint." + name + "." + hook));
            } catch (ClassNotFoundException e) {
                // in another package
            }
        }
        throw new ClassNotFoundException(hook);
    }

    @Test
    void fields_are_those_of_a_request() throws IOException {
        var fields = new TreeSet<>(RequestReader.LISTS);
        Arrays.stream(Settings.class.getRecordComponents()).map(RecordComponent::getName).forEach(fields::add);
        for (Matcher row : rows().values()) {
            assertTrue(row.group(3).startsWith("none") || fields.contains(row.group(3).replace("`", "")), row.group());
        }
        for (String list : RequestReader.LISTS) {
            assertTrue(rows().values().stream().anyMatch(row -> row.group(3).equals("`" + list + "`")), list);
        }
    }
}
