package mezzotint.comparator.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mezzotint.libs.claims.PathIndex;
import mezzotint.plugin.Problem;

/** Reads every path that a git repository ever had, by the git that is installed; nothing of the repository is run. */
public final class GitPaths {

    /** Begins the line of a commit among those of its paths. */
    private static final char COMMIT = '\u0001';
    private static final int DIGITS = 8;

    private final Path folder;

    /** @throws Problem of kind {@code INVALID} if there is no such folder */
    public GitPaths(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Problem.invalid("there is no folder " + folder, "name the folder of a git repository on the workbench's machine");
        }
        this.folder = folder;
    }

    /**
     * The index of the branches that are there; what the checked-out commit has is there, the rest is gone.
     *
     * @throws Problem of kind {@code INVALID} if that is no repository with a commit; of kind {@code UNSUPPORTED} if git is not installed
     */
    public PathIndex read(String repository) {
        List<String> head = lines("log", "-1", "--format=%H %cs", "HEAD");
        String[] newest = head.get(0).split(" ");
        int commits = Integer.parseInt(lines("rev-list", "--count", "HEAD").get(0));
        var there = new HashSet<>(lines("ls-tree", "-r", "--name-only", "HEAD"));
        var entries = new LinkedHashMap<String, PathIndex.Entry>();
        var commit = new String[][] {newest};
        run(line -> {
            if (!line.isEmpty() && line.charAt(0) == COMMIT) {
                commit[0] = line.substring(1).split(" ");
            } else if (!line.isEmpty()) {
                entries.computeIfAbsent(line, path -> entry(path, there.contains(path), commit[0]));
            }
        }, "log", "--branches", "HEAD", "--no-renames", "--name-only", "--format=" + COMMIT + "%H %cs");
        there.forEach(path -> entries.computeIfAbsent(path, p -> entry(p, true, newest)));
        return new PathIndex(new PathIndex.Header(repository, newest[0], newest[1], commits), entries.values());
    }

    private static PathIndex.Entry entry(String path, boolean there, String[] commit) {
        return new PathIndex.Entry(path, there, commit[0].substring(0, DIGITS), LocalDate.parse(commit[1]));
    }

    private List<String> lines(String... command) {
        var out = new ArrayList<String>();
        run(out::add, command);
        return out;
    }

    private void run(Consumer<String> line, String... command) {
        var all = new ArrayList<>(List.of("git", "--no-pager", "-C", folder.toString(), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
        all.addAll(List.of(command));
        try {
            var builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(Map.of("GIT_OPTIONAL_LOCKS", "0", "LC_ALL", "C.UTF-8"));
            Process git = builder.start();
            try (BufferedReader said = git.inputReader(StandardCharsets.UTF_8)) {
                said.lines().forEach(line);
            }
            if (git.waitFor() != 0) {
                throw Problem.invalid(folder + " is no git repository with a commit", "name the folder in which git log works for the workbench's user");
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "git cannot be started: " + e.getMessage(), "install git on the workbench's machine", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Kind.TIMEOUT, "the workbench is being stopped", "try again later", e);
        }
    }
}
