package mezzotint.claim.path;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Evidence.Verdict;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.PathIndex;
import mezzotint.libs.claims.PathIndexes;
import mezzotint.libs.claims.Sentences;
import mezzotint.plugin.Plugin;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A file that a text cites is there, was there once, or never was. Without an index of the repository nothing is said. */
@Component
@Plugin(id = "path", label = "Paths")
public final class PathClaims implements ClaimChecker {

    /** Kinds of files; without a folder before it "Node.js" is no file. */
    private static final String KINDS = "(?:py|pyi|ts|tsx|jsx|java|kt|go|rs|cpp|cc|hpp|cu|cs|rb|php|swift|scala|lua|sh|ps1|bat|md|rst|toml|yaml|yml|json|ini|cfg|css|html|sql|proto|ipynb)";
    private static final Pattern PATH = Pattern.compile("(?<![\\w/.:@-])(?:\\./)?((?:[\\w.-]{1,80}/){1,12}[\\w.-]{1,80}\\.(?:js|c|h|txt|" + KINDS + ")|[a-z0-9_][\\w-]{0,80}\\." + KINDS + ")(?![\\w/])");

    private final PathIndexes indexes;

    @Activate
    public PathClaims(BundleContext context) {
        this(Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")));
    }

    PathClaims(Path home) {
        indexes = new PathIndexes(home, name -> PathClaims.class.getResourceAsStream("/paths/" + name));
    }

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "path");
        indexes.of(passport).ifPresent(index -> {
            String source = source(passport, index.header());
            for (String sentence : Sentences.of(capability)) {
                Matcher matcher = PATH.matcher(sentence);
                while (matcher.find()) {
                    add(matcher.group(1), index, source, findings);
                }
            }
        });
        return findings.list();
    }

    private static void add(String path, PathIndex index, String source, Findings findings) {
        PathIndex.Header header = index.header();
        Optional<PathIndex.Entry> found = index.find(path);
        if (found.isEmpty()) {
            List<String> nearest = index.nearest(path);
            String none = "%s is in none of the %d commits up to %s (%s)".formatted(path, header.commits(), header.shortCommit(), header.date());
            String why = nearest.isEmpty() ? "no file is called nearly so" : "nearest in name: " + String.join(", ", nearest);
            findings.add(Claim.Kind.PATH, path, Status.REFUTED, none, why, List.of(new Findings.Proof(source, path, null, Verdict.CONTRADICTS)));
            return;
        }
        PathIndex.Entry entry = found.get();
        String last = "%s, %s in %s (%s)".formatted(entry.path(), entry.there() ? "last changed" : "removed", entry.commit(), entry.date());
        findings.add(Claim.Kind.PATH, path, entry.there() ? Status.VERIFIED : Status.PARTLY, last,
                entry.there() ? null : "it was there once; at " + header.shortCommit() + " it is not",
                List.of(new Findings.Proof(source, entry.path(), entry.commit(), entry.there() ? Verdict.SUPPORTS : Verdict.CONTEXT)));
    }

    /** The source in the catalog that is this repository, else its locator. */
    private static String source(Passport passport, PathIndex.Header header) {
        return passport.sources().values().stream().filter(s -> s.locator().startsWith("git:" + header.repository() + "@")).map(s -> s.id()).sorted()
                .findFirst().orElse("git:" + header.repository() + "@" + header.commit());
    }
}
