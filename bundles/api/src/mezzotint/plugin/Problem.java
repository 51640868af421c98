package mezzotint.plugin;

/**
 * What went wrong, in words for the person who asked. The message says what was found, the advice
 * what to do; the REST API answers with both (RFC 9457).
 */
public final class Problem extends RuntimeException {

    /** Whose move it is, and the HTTP status that says so. */
    public enum Kind {
        INVALID(400), FORBIDDEN(403), MISSING(404), CONFLICT(409), TOO_LARGE(413), BUSY(429), INTERNAL(500), UNSUPPORTED(501), TIMEOUT(504);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status of this kind. */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String advice;

    public Problem(Kind kind, String message, String advice) {
        this(kind, message, advice, null);
    }

    public Problem(Kind kind, String message, String advice, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.advice = advice;
    }

    /** A value the user gave that cannot be used. */
    public static Problem invalid(String message, String advice) {
        return new Problem(Kind.INVALID, message, advice);
    }

    public Kind kind() {
        return kind;
    }

    /** What to do about it: a clause that begins with a verb, without a full stop. */
    public String advice() {
        return advice;
    }
}
