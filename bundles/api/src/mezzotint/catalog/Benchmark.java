package mezzotint.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A result of an artifact in a test that many take.
 *
 * @param version of the benchmark; empty if it has one only
 * @param run what tells it from other results of the artifact, as in a setting; empty for nothing
 * @param value higher is better
 * @param k tasks passed of {@code n}; null if the source tells a share alone
 * @param n tasks; null if unknown
 * @param date when it was measured; null if unknown
 */
public record Benchmark(String artifact, String name, String version, String run, String metric, BigDecimal value, Integer k, Integer n, LocalDate date,
        String source) {

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Benchmark {
        Required.text(artifact, "a benchmark", "artifact");
        Required.text(name, "a benchmark of " + artifact, "name");
        Required.text(metric, "the benchmark " + name + " of " + artifact, "metric");
        Required.text(value == null ? null : value.toPlainString(), "the benchmark " + name + " of " + artifact, "value");
        Required.text(source, "the benchmark " + name + " of " + artifact, "source");
        version = version == null ? "" : version;
        run = run == null ? "" : run;
        value = new BigDecimal(value.stripTrailingZeros().toPlainString());
    }
}
