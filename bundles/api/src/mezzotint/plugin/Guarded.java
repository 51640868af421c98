package mezzotint.plugin;

/** A stand-in that core hands out for a hook: its class tells nothing of the parameters. */
public interface Guarded {

    /** The parameter record of the hook behind it. */
    Class<? extends Record> guardedParameters();
}
