package mezzotint.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Who is logged in, by the secret in the browser's cookie; forgotten when the workbench stops. */
final class Sessions {

    private record Session(String user, long end) {}

    private final InstantSource clock;
    private final Recent<String, Session> sessions = new Recent<>(10_000);

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins a session, and returns its secret. */
    String begin(String user, Duration length) {
        String secret = Secrets.text();
        sessions.put(Secrets.hash(secret), new Session(user, clock.instant().plus(length).getEpochSecond()));
        return secret;
    }

    Optional<String> user(String secret) {
        return Optional.ofNullable(sessions.get(Secrets.hash(secret))).filter(s -> clock.instant().getEpochSecond() < s.end).map(Session::user);
    }

    void end(String secret) {
        sessions.remove(Secrets.hash(secret));
    }

    void endAllOf(String user) {
        sessions.removeIf(session -> session.user.equals(user));
    }
}
