package mezzotint.login.gate;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import mezzotint.access.Role;
import mezzotint.login.Caller;

/** A request that knows who sent it, with a body that is measured. */
final class IdentifiedRequest extends HttpServletRequestWrapper {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Caller caller;
    private final long most;
    private final int slowest;
    private final Bodies.Turn turn;
    private MeasuredBody body;
    private BufferedReader reader;

    /** @param turn ends when the body is here; null if there is none */
    IdentifiedRequest(HttpServletRequest request, Caller caller, long most, int slowest, Bodies.Turn turn) {
        super(request);
        this.caller = caller;
        this.most = most;
        this.slowest = slowest;
        this.turn = turn;
    }

    /** Whether the body is here or not, nobody waits for it any more. */
    void end() {
        if (turn != null) {
            turn.close();
        }
    }

    /** Bytes of the body that were read. */
    long received() {
        return body == null ? 0 : body.bytes();
    }

    @Override
    public String getRemoteUser() {
        return caller.name();
    }

    @Override
    public Principal getUserPrincipal() {
        return caller.isNobody() ? null : caller;
    }

    @Override
    public String getAuthType() {
        return caller.way();
    }

    @Override
    public boolean isUserInRole(String name) {
        return Arrays.stream(Role.values()).anyMatch(role -> role.toString().equals(name) && caller.may(role));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new MeasuredBody(super.getInputStream(), most, slowest, PATIENCE, this::end);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            String charset = getCharacterEncoding();
            reader = new BufferedReader(new InputStreamReader(getInputStream(), charset == null ? "UTF-8" : charset));
        }
        return reader;
    }
}
