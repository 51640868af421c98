package mezzotint.fault;

/** The cause of a {@link mezzotint.plugin.Problem} for which a plugin is to blame. */
public final class HookFailure extends RuntimeException {

    private final transient Fault fault;

    public HookFailure(Fault fault, Throwable cause) {
        super(fault.words(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
