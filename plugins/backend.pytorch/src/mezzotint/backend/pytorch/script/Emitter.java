package mezzotint.backend.pytorch.script;

import mezzotint.graph.Node;

/** Writes one operation. */
@FunctionalInterface
interface Emitter {

    /** Adds the lines that compute a node, and answers with the variable that holds it. */
    String emit(Node node, Script script);
}
