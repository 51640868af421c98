package mezzotint.core;

import mezzotint.fault.Fault;

/** Thrown by core into a plugin that calls it as it must not; the guard of that plugin blames it. */
final class Misuse extends RuntimeException {

    private final Fault.Kind kind;

    Misuse(Fault.Kind kind, String did) {
        super(did);
        this.kind = kind;
    }

    Fault.Kind kind() {
        return kind;
    }
}
