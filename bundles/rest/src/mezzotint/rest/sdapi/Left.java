package mezzotint.rest.sdapi;

/** What a picture or a text says and is not among the settings, and why. */
record Left(String name, Object value, String reason) {

    static final String NOTHING_READS_IT = "nothing here reads it";
}
