package mezzotint.rest.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import mezzotint.libs.web.Json;

/**
 * What a listener is sent; one message goes to many.
 *
 * @param text JSON; null for a message of bytes
 * @param bytes the same in UTF-8, or what else it is; not to be changed
 */
record Message(String text, byte[] bytes) {

    static Message json(Object value) {
        String text = Json.text(value);
        return new Message(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A header of JSON behind its length in four bytes, the highest first; then content of any kind. */
    static Message binary(Object header, byte[] content) {
        byte[] head = Json.text(header).getBytes(StandardCharsets.UTF_8);
        return new Message(null, ByteBuffer.allocate(Integer.BYTES + head.length + content.length).putInt(head.length).put(head).put(content).array());
    }
}
