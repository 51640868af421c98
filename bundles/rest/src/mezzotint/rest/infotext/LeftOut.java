package mezzotint.rest.infotext;

/** A fact of a picture or a text that is not among the settings, and why. */
record LeftOut(String name, Object value, String reason) {

    static final String NOTHING_READS_IT = "nothing here reads it";
}
