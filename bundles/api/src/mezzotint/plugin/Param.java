package mezzotint.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a parameter record to the user. The web console draws a control from
 * it, the REST API a JSON Schema. The default value is what the record's no-argument constructor
 * sets.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

    /** What the user reads beside the control. */
    String label();

    /** One sentence: what a larger value does to the picture. */
    String help() default "";

    /** Smallest value allowed; numbers only. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value allowed; numbers only. */
    double max() default Double.POSITIVE_INFINITY;

    /** Step of the control; 0 leaves it to the console. */
    double step() default 0;

    /** Unit of the value, as in "px" or "s"; empty for a plain number. */
    String unit() default "";

    /**
     * What a text stands for, so that a form can ask for it in a better way than by a line of text: {@code picture} or {@code mask}, named as
     * {@link mezzotint.studio.Uploads} did; {@code file:} and a kind as {@link mezzotint.model.Models} has them, for the name of one, as in
     * {@code file:ESRGAN} ({@code /api/hooks} lists them as {@code x-files}); {@code color} as {@code #c06040}; {@code text} for text of several lines.
     * Each may be empty. Texts only; a format that a
     * form does not know is a line of text to it.
     */
    String format() default "";

    /**
     * The name that AUTOMATIC1111 gives it in the infotext of pictures, as in {@code Sigma churn}; none leaves it out of infotext. After
     * the name follow the values that it calls otherwise, as in {@code {"Emphasis", "no_norm=No norm"}}.
     */
    String[] infotext() default {};

    /** How numbers of a range are written in sentences. */
    final class Text {

        private Text() {}

        /** Whole numbers without a point: 64, not 64.0. */
        public static String of(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
        }
    }
}
