package mezzotint.login.users;

import java.util.ArrayList;
import java.util.List;
import mezzotint.access.Role;

/**
 * Somebody who may log in.
 *
 * @param password hashed by bcrypt
 */
public record User(String name, String password, Role role, List<Token> tokens) {

    public User {
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
    }

    User withPassword(String hash) {
        return new User(name, hash, role, tokens);
    }

    User withRole(Role other) {
        return new User(name, password, other, tokens);
    }

    User withToken(Token token) {
        var more = new ArrayList<>(withoutToken(token.id()).tokens);
        more.add(token);
        return new User(name, password, role, more);
    }

    User withoutToken(String id) {
        return new User(name, password, role, tokens.stream().filter(t -> !t.id().equals(id)).toList());
    }
}
