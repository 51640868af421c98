package mezzotint.comparator.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mezzotint.libs.claims.PathIndex;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a repository that the test makes. */
class GitPathsTest {

    @TempDir
    Path folder;

    private void git(String... command) throws Exception {
        var all = new ArrayList<>(List.of("git", "-C", folder.toString(), "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"));
        all.addAll(List.of(command));
        try {
            assertEquals(0, new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(), all.toString());
        } catch (IOException e) {
            assumeTrue(false, "git is not on this machine");
        }
    }

    private void write(String path) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), path);
    }

    @Test
    void knows_what_is_there_what_was_and_what_is_on_another_branch() throws Exception {
        git("init", "--quiet", "--initial-branch=main");
        write("src/kept.py");
        write("src/gone.py");
        write("src/größe.py");
        git("add", ".");
        git("commit", "--quiet", "-m", "first");
        git("rm", "--quiet", "src/gone.py");
        git("commit", "--quiet", "-m", "second");
        git("checkout", "--quiet", "-b", "side");
        write("side.py");
        git("add", ".");
        git("commit", "--quiet", "-m", "third");
        git("checkout", "--quiet", "main");
        PathIndex index = new GitPaths(folder).read("a/b");
        assertEquals(2, index.header().commits());
        assertTrue(index.find("src/kept.py").orElseThrow().there());
        assertTrue(index.find("größe.py").orElseThrow().there());
        assertFalse(index.find("src/gone.py").orElseThrow().there());
        assertFalse(index.find("side.py").orElseThrow().there());
        assertTrue(index.find("never.py").isEmpty());
        assertEquals(4, index.size());
    }

    @Test
    void what_is_no_repository_is_refused_in_words() {
        assertThrows(Problem.class, () -> new GitPaths(folder.resolve("nothing")));
        var paths = new GitPaths(folder);
        Problem problem = assertThrows(Problem.class, () -> paths.read("a/b"));
        assertTrue(problem.getMessage().contains("no git repository") || problem.kind() == Problem.Kind.UNSUPPORTED, problem.getMessage());
    }
}
