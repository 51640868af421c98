package mezzotint.mcp;

import java.util.List;

/** The revisions of the Model Context Protocol that are spoken here. To a server that has tools alone they differ in batches, and in what a tool tells of itself. */
final class Revisions {

    static final String NEWEST = "2025-11-25";
    /** The one revision in which several messages may be sent at once; also what a client speaks that does not say so, as the protocol has it. */
    static final String WITH_BATCHES = "2025-03-26";

    static final List<String> ALL = List.of(NEWEST, "2025-06-18", WITH_BATCHES, "2024-11-05");

    private Revisions() {}

    /** What is spoken with a client that asks for a revision: that one, else the newest of ours, which the client may decline. */
    static String negotiated(String asked) {
        return ALL.contains(asked) ? asked : NEWEST;
    }
}
