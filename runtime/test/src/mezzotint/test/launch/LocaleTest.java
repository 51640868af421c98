package mezzotint.test.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Texts, names of files and names of users are as they were typed, whatever the locale says. */
@Execution(ExecutionMode.CONCURRENT)
class LocaleTest {

    private static final List<String> WORDS = List.of("größe", "κόκκινο", "красный", "אדום", "أحمر", "लाल", "สีแดง", "赤い林檎", "빨간색");
    private static final String ALL = String.join("-", WORDS);
    private static final Map<String, String> NONE = Map.of("LANG", "", "LC_ALL", "", "LC_CTYPE", "");
    /** The last one is on no machine. */
    private static final List<Map<String, String>> LOCALES = List.of(NONE, locale("POSIX"), locale("C"), locale("C.UTF-8"), locale("xx_XX.UTF-8"));
    private static final List<String> SMALL = List.of("--steps", "1", "--width", "64", "--height", "64");

    @TempDir
    private Path folder;
    private final List<Path> links = new ArrayList<>();

    private static Map<String, String> locale(String name) {
        return Map.of("LANG", "", "LC_ALL", name, "LC_CTYPE", "");
    }

    @Test
    void in_every_locale_a_workbench_reads_what_is_typed() throws Exception {
        Path home = Files.createDirectories(folder.resolve("hömé " + ALL));
        addModels(home);
        Path jar = Files.write(folder.resolve(ALL + ".jar"), new TestJar("org.example.plain", "1.0.0").bytes());
        try (OtherWorkbench workbench = OtherWorkbench.start(home, locale("POSIX"))) {
            assertEquals(new TreeSet<>(WORDS), models(workbench));
            for (int i = 0; i < LOCALES.size(); i++) {
                assertPainted(home, LOCALES.get(i), folder.resolve(i + "-" + ALL + ".png"), WORDS.get(i));
            }
            assertDropped(home, workbench);
            CommandLine.End plan = end(home, locale("POSIX"), "plugin", "plan", jar.toString());
            assertTrue(plan.status() == 0 && plan.out().contains("org.example.plain"), plan.toString());
            CommandLine.End recreated = end(home, locale("POSIX"), "recreate", folder.resolve("0-" + ALL + ".png").toString(), "--yes", "--out", folder.resolve("again").toString());
            assertEquals(0, recreated.status(), recreated.toString());
            assertUsers(home);
        }
    }

    @Test
    void in_every_locale_a_command_by_itself_reads_what_is_typed() throws Exception {
        Path home = Files.createDirectories(folder.resolve("hömé " + ALL));
        addModels(home);
        assertPainted(home, NONE, folder.resolve("größe/" + ALL + ".png"), "赤い林檎");
    }

    /** Links to the model that ships, by each of the names. */
    private void addModels(Path home) throws IOException {
        Path models = Files.createDirectories(home.resolve("models/Diffusers"));
        for (String word : WORDS) {
            links.add(Files.createSymbolicLink(models.resolve(word), Path.of(Osgi.context().getProperty("mezzotint.models"), "Diffusers/mezzotint-starter")));
        }
    }

    @AfterEach
    void removeLinks() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }

    private static TreeSet<String> models(OtherWorkbench workbench) throws IOException, InterruptedException {
        var names = new TreeSet<String>();
        for (JsonElement model : workbench.get("/api/models").getAsJsonArray()) {
            names.add(model.getAsJsonObject().get("name").getAsString());
        }
        names.remove("mezzotint-starter");
        return names;
    }

    private static void assertPainted(Path home, Map<String, String> locale, Path out, String model) throws IOException, InterruptedException {
        String prompt = "a red apple, " + ALL + ", \uD83C\uDF4E";
        var command = new ArrayList<>(List.of("make", prompt, "--negative", ALL, "--model", model, "--out", out.toString()));
        command.addAll(SMALL);
        CommandLine.End end = end(home, locale, command.toArray(String[]::new));
        assertEquals(0, end.status(), locale + ": " + end);
        assertEquals(out + "\n", end.out(), locale.toString());
        String infotext = PictureFile.read(Files.readAllBytes(out)).toString();
        assertTrue(infotext.contains(prompt) && infotext.contains("Negative prompt: " + ALL), locale + ": " + infotext);
    }

    /** What lies in the watched folder and is no bundle is named in words. */
    private static void assertDropped(Path home, OtherWorkbench workbench) throws Exception {
        Path jar = Files.write(home.resolve("plugins").resolve(ALL + ".jar"), new TestJar("org.example.dropped", "1.0.0").bytes());
        for (String plans = ""; !plans.contains("org.example.dropped"); Thread.onSpinWait()) {
            plans = workbench.send("GET", "/api/plugins/plans", BodyPublishers.noBody()).body();
        }
        Files.delete(jar);
    }

    private void assertUsers(Path home) throws IOException, InterruptedException {
        assertEquals(new CommandLine.End(0, "", ""), fed(home, NONE, "пароль пароль", "user", "add", "jörg"));
        for (String word : WORDS) {
            Map<String, String> locale = LOCALES.get(WORDS.indexOf(word) % LOCALES.size());
            assertEquals(new CommandLine.End(0, "", ""), fed(home, locale, "correct horse", "user", "add", word), word);
        }
        CommandLine.End list = end(home, locale("POSIX"), "user", "list");
        assertTrue(WORDS.stream().allMatch(word -> list.out().contains(word + "  make\n")) && list.out().contains("jörg  admin\n"), list.toString());
        assertEquals(new CommandLine.End(0, "", ""), end(home, NONE, "user", "role", Normalizer.normalize("größe", Normalizer.Form.NFD), "--role", "plugins"));
        assertTrue(end(home, NONE, "user", "token", "赤い林檎").out().matches("\\S{20,}\n"));
        assertEquals(new CommandLine.End(0, "", ""), end(home, NONE, "user", "remove", "красный"));
        String users = Files.readString(home.resolve("conf/users.json"));
        assertTrue(users.contains("größe") && users.contains("PLUGINS") && !users.contains("красный"), users);
    }

    @Test
    void bytes_that_are_no_text_are_refused_before_anything_is_done() throws Exception {
        List<String> commands = List.of("make \"$(printf 'gr\\374n')\"", "make x --out \"$(printf '\\326.png')\"", "user add \"$(printf 'j\\366rg')\"",
                "recreate \"$(printf '\\344.png')\"", "--listen \"$(printf '\\377')\"");
        for (int i = 0; i < commands.size(); i++) {
            assertNoText(shell(LOCALES.get(i), commands.get(i)));
        }
        assertNoText(shell(NONE, "user list", "MEZZOTINT_HOME=\"$(printf 'h\\366me')\""));
        // Java without the start script, in a locale that has no such letters
        assertNoText(shell(locale("POSIX"), "make grün", "exec \"$JAVA_HOME/bin/java\" -cp '" + Command.dist().resolve("lib") + "/*' mezzotint.launcher.Main make grün #"));
        try (Stream<Path> written = Files.list(folder)) {
            assertEquals(List.of(), written.toList());
        }
    }

    private static void assertNoText(CommandLine.End end) {
        assertEquals(2, end.status(), end.toString());
        assertTrue(end.error().startsWith("mezzotint: ") && end.error().contains("which is not UTF-8; ") && end.error().lines().count() == 1, end.toString());
    }

    /** A locale of another charset: what the terminal sends is in that, and so is what it is sent. */
    @Test
    void what_is_typed_in_the_charset_of_the_locale_is_read_in_it() throws Exception {
        assumeTrue(Command.isThere("localedef", "--inputfile=de_DE", "--charmap=ISO-8859-1", folder.resolve("de_DE.ISO-8859-1").toString()),
                "localedef makes no locale here");
        Map<String, String> german = Map.of("LC_ALL", "de_DE.ISO-8859-1", "LOCPATH", folder + ":/usr/lib/locale");
        String options = " --out '" + folder + "'/\"$(printf 'gr\\374n.png')\" " + String.join(" ", SMALL);
        CommandLine.End end = shell(german, "make \"$(printf 'gr\\374n')\"" + options);
        assertEquals(0, end.status(), end.toString());
        Path out = folder.resolve("grün.png");
        assertEquals(new String((out + "\n").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), end.out());
        assertTrue(PictureFile.read(Files.readAllBytes(out)).toString().contains("grün"));
        assertEquals(0, shell(german, "make '" + ALL + "' --out '" + folder.resolve(ALL + ".png") + "' " + String.join(" ", SMALL)).status());
        assertTrue(Files.exists(folder.resolve(ALL + ".png")), "UTF-8 stays what it is");
    }

    private CommandLine.End shell(Map<String, String> locale, String words, String... before) throws IOException, InterruptedException {
        String script = String.join(" ", before) + " exec \"$@\" " + words;
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(Command.mezzotint());
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(Map.of("MEZZOTINT_HOME", folder.resolve("home").toString(), "JAVA_HOME", System.getProperty("java.home")));
        builder.environment().putAll(locale);
        return CommandLine.end(builder, "");
    }

    private static CommandLine.End end(Path home, Map<String, String> locale, String... args) throws IOException, InterruptedException {
        return fed(home, locale, "", args);
    }

    private static CommandLine.End fed(Path home, Map<String, String> locale, String input, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = CommandLine.builder(home, args);
        builder.environment().putAll(locale);
        return CommandLine.end(builder, input);
    }
}
