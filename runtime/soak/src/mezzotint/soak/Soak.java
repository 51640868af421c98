package mezzotint.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The long runs: {@code kills [N]}, {@code load [SECONDS]}, {@code memory [MINUTES]}; the first argument is the distribution. */
public final class Soak {

    private Soak() {}

    public static void main(String[] args) throws Exception {
        String name = args.length > 1 ? args[1] : "";
        int much = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        Path home = Files.createTempDirectory("mezzotint-soak");
        boolean good = true;
        try {
            switch (name) {
                case "kills" -> good = kills(Path.of(args[0]), home, much > 0 ? much : 200);
                case "load" -> good = new Load(Path.of(args[0]), home).run(much > 0 ? much : 60);
                case "memory" -> good = new Memory(Path.of(args[0]), home).run(much > 0 ? much : 10);
                default -> {
                    System.err.println("mezzotint: there is no soak called " + name + "; choose kills, load or memory");
                    System.exit(2);
                }
            }
        } finally {
            if (good || !name.equals("kills")) {
                delete(home);
            } else {
                System.err.println("all of it is in " + home);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean kills(Path dist, Path home, int kills) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Kills.Report report = new Kills(dist, home, seed).run(kills);
        report.lost().forEach(line -> System.out.println("lost: " + line));
        report.different().forEach(line -> System.out.println("different: " + line));
        System.out.printf("%d kills (seed %d), %d jobs accepted, %d pictures, %d jobs resumed from journalled steps: %d jobs lost, %d pictures different%n",
                report.kills(), seed, report.jobs(), report.pictures(), report.resumed(), report.lost().size(), report.different().size());
        return report.lost().isEmpty() && report.different().isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
