package mezzotint.libs.infotext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.libs.infotext.program.Tree;

/**
 * Where the facts of an infotext stand: on the last line as AUTOMATIC1111 has it, or before what others add below it, over several
 * lines, or behind the prompt on the same one.
 *
 * @param before lines of the prompts
 * @param facts without breaks but for those within a value
 * @param after lines behind the facts
 */
record FactsLine(List<String> before, String facts, List<String> after) {

    private static final int FEWEST = 3;
    private static final Pattern STEPS = Pattern.compile("(?:^|(?<=[\\s,]))Steps:\\s*\\d+\\s*(?=,|$)");
    private static final Pattern KEY = Pattern.compile("([\\p{L}\\p{N}_][\\p{L}\\p{N}_ /-]{1,60}):(?!//)");
    /** Names by which a line is known to hold facts. */
    private static final Set<String> KNOWN = Stream.of(InfotextWriter.names(), GenerationParameters.names(), List.of(
            "Mask blur", "Hires upscale", "Hires upscaler", "Hires steps", "Hires CFG Scale", "Lora hashes", "TI hashes", "Eta", "Eta DDIM",
            "Sigma churn", "Sigma tmin", "Sigma tmax", "Sigma noise", "Emphasis", "Pad conds", "Refiner", "Refiner switch at", "NGMS",
            "Batch size", "Batch pos", "Clip skip", "First pass size", "Created Date", "Civitai resources", "Civitai metadata"))
            .flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

    /** Where facts begin. */
    private record Start(int line, int column) {}

    /** Empty if a text has no facts. */
    static Optional<FactsLine> find(List<String> lines) {
        return Stream.concat(starts(lines), Stream.of(new Start(lines.size() - 1, 0))).map(start -> from(lines, start))
                .filter(FactsLine::isWhole).findFirst();
    }

    /** Three facts, as AUTOMATIC1111 wants; two of them known, since {@code (a hat:1.2)} is a fact to it too. */
    private boolean isWhole() {
        List<Pairs.Pair> pairs = Pairs.tolerant(facts);
        return pairs.size() >= FEWEST && pairs.stream().filter(pair -> KNOWN.contains(pair.key())).limit(2).count() == 2;
    }

    /** Lines that begin with the steps come first, then those with facts before them, then those with a prompt before; of each the last one. */
    private static Stream<Start> starts(List<String> lines) {
        record Found(int rank, Start start) {}
        return IntStream.range(0, lines.size()).map(i -> lines.size() - 1 - i).boxed().flatMap(i -> {
            Matcher steps = STEPS.matcher(lines.get(i));
            boolean named = key(lines.get(i)).filter(KNOWN::contains).isPresent();
            if (!steps.find()) {
                return named ? Stream.of(new Found(3, new Start(i, 0))) : Stream.of();
            }
            return Stream.of(steps.start() == 0 ? new Found(0, new Start(i, 0))
                    : named ? new Found(1, new Start(i, 0)) : new Found(2, new Start(i, steps.start())));
        }).sorted(Comparator.comparing(Found::rank)).limit(FEWEST).map(Found::start);
    }

    private static FactsLine from(List<String> lines, Start start) {
        int end = end(lines, start.line);
        var before = new ArrayList<>(lines.subList(0, start.line));
        if (start.column > 0) {
            before.add(lines.get(start.line).substring(0, start.column));
        }
        var facts = new StringBuilder(lines.get(start.line).substring(start.column));
        for (int i = start.line + 1; i <= end; i++) {
            facts.append(separator(lines.get(i - 1), lines.get(i))).append(lines.get(i));
        }
        return new FactsLine(before, facts.toString(), lines.subList(end + 1, lines.size()));
    }

    /** The last line that facts go on to; lines that say nothing by themselves belong to a value if facts follow behind it. */
    private static int end(List<String> lines, int start) {
        int end = start;
        for (int i = start + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            Optional<String> key = key(line);
            boolean goesOn = lines.get(end).endsWith(",") && line.contains(":") || isHalf(lines.get(end), line);
            if (goesOn || (key.isPresent() ? KNOWN.contains(key.get()) && end == i - 1 : holdsFacts(line))) {
                end = i;
            } else if (key.isPresent()) {
                return end;
            }
        }
        return end;
    }

    private static boolean holdsFacts(String line) {
        return Pairs.tolerant(line).stream().anyMatch(pair -> KNOWN.contains(pair.key()));
    }

    /** Whether a name is broken: {@code CFG} on the one line, {@code scale: 7} on the next. */
    private static boolean isHalf(String line, String next) {
        String last = line.substring(line.lastIndexOf(',') + 1).strip();
        return !last.contains(":") && key(last + " " + next).filter(KNOWN::contains).isPresent();
    }

    private static String separator(String previous, String line) {
        if (previous.endsWith(",") || isHalf(previous, line)) {
            return " ";
        }
        return key(line).filter(KNOWN::contains).isPresent() ? ", " : "\n";
    }

    private static Optional<String> key(String line) {
        Matcher key = KEY.matcher(line);
        return key.lookingAt() ? Optional.of(key.group(1)) : Optional.empty();
    }

    /** What stands behind the facts, by the names that its lines begin with. */
    Map<String, Object> left() {
        var left = new LinkedHashMap<String, Object>();
        String name = "text after the settings";
        for (String line : after) {
            Optional<String> key = key(line);
            name = key.orElse(name);
            String value = key.isPresent() ? line.substring(key.get().length() + 1).strip() : line;
            if (!value.isEmpty()) {
                left.merge(name, Tree.brief(value), (one, more) -> Tree.brief(one + "\n" + more));
            }
        }
        return left;
    }
}
