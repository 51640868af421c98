package mezzotint.login.users;

import java.time.Instant;
import mezzotint.access.Role;

/**
 * A secret that stands for a user in programs; the secret itself is kept nowhere.
 *
 * @param id names it in lists; no secret
 * @param hash SHA-256 of the secret, in lower case hexadecimal
 * @param scope the most it may do; never more than its user may
 * @param created seconds since 1970
 * @param expires seconds since 1970; 0 for never
 * @param used seconds since 1970; 0 for never
 */
record Token(String id, String label, String hash, Role scope, long created, long expires, long used) {

    boolean isValid(Instant now) {
        return expires == 0 || now.getEpochSecond() < expires;
    }

    Token usedAt(Instant now) {
        return new Token(id, label, hash, scope, created, expires, now.getEpochSecond());
    }
}
