package mezzotint.core.guard;

import mezzotint.fault.Fault;

/** Thrown by core into a plugin that calls it as it must not; the guard of that plugin blames it. */
public final class HookMisuse extends RuntimeException {

    private final Fault.Kind kind;

    public HookMisuse(Fault.Kind kind, String did) {
        super(did);
        this.kind = kind;
    }

    public Fault.Kind kind() {
        return kind;
    }
}
