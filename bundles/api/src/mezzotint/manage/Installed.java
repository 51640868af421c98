package mezzotint.manage;

import java.util.List;
import java.util.Optional;
import mezzotint.trust.Trust;

/**
 * A bundle that carries plugins, or that one of those needs.
 *
 * @param name symbolic name
 * @param sha256 of its jar, in lower case hexadecimal; empty if that cannot be read
 * @param on whether it runs
 * @param switchedOn whether a user wants it to run; it may not, for want of something, or in safe mode
 * @param plugins ids of the plugins in it
 * @param bundled whether it is as the distribution brought it
 * @param wanted whether a user wants it; else it came with what needs it, and goes with that
 * @param verdict on its jar; empty while it has not been judged
 * @param needs names of the plugin bundles that it cannot work without
 * @param neededBy names of the plugin bundles that cannot work without it
 * @param versions what the repositories have of it, newest first
 * @param update a newer version than this one, if the repositories have one
 * @param restart whether another version takes its place at the next start
 */
public record Installed(String name, String version, String sha256, String label, String description, boolean on, boolean switchedOn,
        List<String> plugins, boolean bundled, boolean wanted, Origin origin, Optional<Trust.Verdict> verdict,
        List<String> needs, List<String> neededBy, List<String> versions, Optional<String> update, boolean restart) {

    public Installed {
        plugins = List.copyOf(plugins);
        needs = List.copyOf(needs);
        neededBy = List.copyOf(neededBy);
        versions = List.copyOf(versions);
    }
}
