package mezzotint.trust;

import java.util.Locale;

/** What a plugin does beyond computing with what it is handed. It says so in the manifest header {@code Mezzotint-Uses}. */
public enum Use {

    /** Talks to other machines. */
    NETWORK("the network"),
    /** Reads or writes files outside the folders that the workbench hands it. */
    FILES("files outside the workbench's folder"),
    /** Loads native libraries. */
    NATIVE("native code"),
    /** Starts other programs. */
    PROCESSES("other programs");

    private final String words;

    Use(String words) {
        this.words = words;
    }

    /** As in "asks for native code". */
    public String words() {
        return words;
    }

    /** As the manifest spells it: {@code network}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
