package mezzotint.launcher.start;

/** Why a command was not carried out, in one sentence for the user. The process then ends with {@link #STATUS}. */
public final class CommandFailure extends RuntimeException {

    /** Exit status of a command that was understood and could not be carried out, or not understood. */
    public static final int STATUS = 2;

    public CommandFailure(String sentence) {
        super(sentence);
    }
}
