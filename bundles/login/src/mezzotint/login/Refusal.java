package mezzotint.login;

import mezzotint.plugin.Problem;

/** Why a request goes no further, for statuses that {@link Problem} has no kind for, or with a time to wait. */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String advice;
    private final long wait;

    /** @param wait seconds after which it may be tried again; 0 if that makes no difference */
    public Refusal(int status, String message, String advice, long wait) {
        super(message, null, false, false);
        this.status = status;
        this.advice = advice;
        this.wait = wait;
    }

    public Refusal(int status, String message, String advice) {
        this(status, message, advice, 0);
    }

    public int status() {
        return status;
    }

    String advice() {
        return advice;
    }

    public long waitSeconds() {
        return wait;
    }
}
