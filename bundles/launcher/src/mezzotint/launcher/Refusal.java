package mezzotint.launcher;

/** Why a command was not carried out: one sentence for the person who gave it. */
final class Refusal extends RuntimeException {

    /** Exit status of a command that was understood and could not be carried out, or not understood. */
    static final int STATUS = 2;

    Refusal(String sentence) {
        super(sentence);
    }
}
