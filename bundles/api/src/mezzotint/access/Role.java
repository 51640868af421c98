package mezzotint.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mezzotint.plugin.Problem;

/** What somebody may do; each role covers those before it. */
public enum Role {

    /** Looks around and makes pictures. */
    MAKE,
    /** Installs, switches and removes plugins. */
    PLUGINS,
    /** Changes everything: users, trust, settings. */
    ADMIN;

    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }

    /** This role and those that it covers, the least first. */
    public List<Role> covered() {
        return Arrays.asList(values()).subList(0, ordinal() + 1);
    }

    /** @throws Problem of kind {@code INVALID} if there is no such role */
    public static Role of(String name) {
        return Arrays.stream(values()).filter(role -> role.toString().equals(name)).findFirst()
                .orElseThrow(() -> Problem.invalid("there is no role " + name, "choose among " + Arrays.toString(values())));
    }

    /** As JSON and the command line spell it, and {@code HttpServletRequest.isUserInRole} takes it: {@code make}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
