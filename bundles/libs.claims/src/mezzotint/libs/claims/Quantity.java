package mezzotint.libs.claims;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people write them, and how near two of them are. */
public final class Quantity {

    /** A number with thousands' marks or decimals, and what it is multiplied by: two groups of a regular expression. */
    public static final String PATTERN = "(\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,6})?|\\d{1,12}(?:\\.\\d{1,6})?)\\s?(k|m|b|thousand|million|billion)?(?![\\w%])";

    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    private Quantity() {}

    /**
     * The number.
     *
     * @param digits as the first group of {@link #PATTERN} has them
     * @param unit as the second group; may be null
     */
    public static BigDecimal of(String digits, String unit) {
        BigDecimal number = new BigDecimal(digits.replace(",", ""));
        String first = unit == null ? "" : unit.toLowerCase(Locale.ROOT).substring(0, 1);
        return switch (first) {
            case "k", "t" -> number.multiply(THOUSAND);
            case "m" -> number.multiply(THOUSAND.pow(2));
            case "b" -> number.multiply(THOUSAND.pow(3));
            default -> number;
        };
    }

    /** How far a statement is from what is so, as a share of what is so; 0 if both are 0. */
    public static double error(BigDecimal stated, BigDecimal actual) {
        if (actual.signum() == 0) {
            return stated.signum() == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return stated.subtract(actual).abs().divide(actual.abs(), 6, RoundingMode.HALF_UP).doubleValue();
    }

    /** a / b with two decimals, for a formula that is shown. */
    public static BigDecimal ratio(BigDecimal a, BigDecimal b) {
        return a.divide(b, 2, RoundingMode.HALF_UP);
    }

    /** As one writes it: no exponent, no zeros at the end. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
