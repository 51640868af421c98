package mezzotint.access;

import org.osgi.annotation.versioning.ProviderType;

/** What each user may ask for; whoever accepts work asks here before anything is written. */
@ProviderType
public interface Quotas {

    /**
     * Counts pictures that a user asks for; whoever is at this machine while no password is set has no quota.
     *
     * @throws mezzotint.plugin.Problem of kind {@code BUSY} if these are more than the user may have
     *     today; nothing is counted then
     */
    void countPictures(String user, int pictures);
}
