package mezzotint.test.kit;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, for what no client would send. */
public final class RawHttp {

    private RawHttp() {}

    /** Sends bytes as they are and returns the answer until the other side closes, or nothing comes for five seconds. */
    public static String send(URI address, String text) throws IOException {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new StringBuilder();
            try {
                for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
                    answer.append((char) b);
                }
            } catch (SocketTimeoutException e) {
                return answer.toString();
            }
            return answer.toString();
        }
    }
}
