package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** What is written down of plugins, and does not agree with what is there, is mended in words. */
class RepairTest {

    private static final String MANAGER = "mezzotint.manager";
    private static final String PLAIN = "org.example.plain";

    @TempDir
    private Path home;

    /** Each entry of a list that somebody wrote into by hand, or that an older version was led to write. */
    @Test
    void a_start_strikes_what_is_false() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", new TestJar(PLAIN, "1.0.0").bytes()).statusCode());
        }
        Path list = home.resolve("conf/plugins.json");
        JsonObject entries = JsonParser.parseString(Files.readString(list)).getAsJsonObject();
        JsonObject plain = entries.getAsJsonObject(PLAIN);
        entries.add(MANAGER, with(plain, "version", "9.0.0"));
        entries.add("mezzotint.login", plain.deepCopy());
        entries.add("org.example.other", plain.deepCopy());
        entries.add("org.example.gone", with(plain, "sha256", "0".repeat(64)));
        entries.add("org.example.half", with(plain, "sha256", null));
        Files.writeString(list, new GsonBuilder().serializeNulls().create().toJson(entries));
        Files.writeString(home.resolve("journal/plugins/postponed.json"), new Gson().toJson(Map.of("by", "a test", "agreed", List.of(), "targets",
                Map.of("mezzotint.core", Map.of("name", "mezzotint.core", "present", false, "on", false)))));
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            String said = workbench.get("/api/audit?limit=50").toString();
            for (String words : List.of(MANAGER + " is struck from the list of what is installed: it is a part of the workbench itself", "mezzotint.login is struck",
                    "org.example.other is struck from the list of what is installed: the jar that is kept for it is " + PLAIN + " 1.0.0",
                    "org.example.gone is struck from the list of what is installed: neither it nor its jar is here", "org.example.half is struck",
                    "a change of mezzotint.core that was begun or put off is forgotten")) {
                assertTrue(said.contains(words), words + " in " + said);
            }
            assertEquals(true, workbench.states().get(PLAIN));
            assertEquals(List.of(PLAIN), List.copyOf(JsonParser.parseString(Files.readString(list)).getAsJsonObject().keySet()));
            assertEquals("{\"repaired\":[]}", workbench.change("POST", "/repair", new byte[0]).body());
        }
    }

    private static JsonObject with(JsonObject entry, String name, String value) {
        JsonObject changed = entry.deepCopy();
        changed.addProperty(name, value);
        return changed;
    }

    @Test
    void the_command_finds_lost_jars_and_lists() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", new TestJar(PLAIN, "1.0.0").bytes()).statusCode());
        }
        Files.writeString(home.resolve("conf/plugins.json"), "{damaged");
        assertEquals("All is as it is written down.\n", CommandLine.run(home, "plugin", "repair").out(), "the start has mended it");
        assertTrue(Files.readString(home.resolve("conf/plugins.json")).contains(PLAIN));
        for (Path jar : jars()) {
            Files.delete(jar);
        }
        CommandLine.End end = CommandLine.run(home, "plugin", "repair");
        assertEquals("the jar of " + PLAIN + " 1.0.0 is not kept any more, and no repository has it: install it again.\n", end.out(), end.toString());
    }

    private List<Path> jars() throws IOException {
        try (var files = Files.list(home.resolve("journal/plugins/jars"))) {
            return files.toList();
        }
    }

    /** As if it had got past the installer: what its jar is judged as, and what the framework makes of it, are two bundles. */
    @Test
    void what_calls_itself_a_part_of_the_workbench_is_removed() throws Exception {
        Bundle manager = Osgi.bundles().stream().filter(b -> MANAGER.equals(b.getSymbolicName())).findFirst().orElseThrow();
        byte[] jar = new TestJar(MANAGER, "9.0.0").bytes();
        Osgi.context().installBundle("mezzotint:" + PLAIN, new ByteArrayInputStream(jar));
        assertEquals(409, Api.post("/api/plugins?agreed=true", jar).status());
        assertEquals(404, Api.delete("/api/plugins/" + "mezzotint.core").status());
        Api.Answer answer = Api.post("/api/plugins/repair", new byte[0]);
        assertEquals("[\"" + MANAGER + " 9.0.0 was installed as " + PLAIN + ", which it is not, and is removed\"]", answer.object().get("repaired").toString());
        assertEquals(Bundle.ACTIVE, manager.getState());
        assertFalse(Osgi.bundles().stream().anyMatch(b -> b.getVersion().getMajor() == 9 && MANAGER.equals(b.getSymbolicName())));
    }
}
