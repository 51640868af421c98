package mezzotint.manager.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.jar.Jar;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;

/** Decides which jars may be installed, before anything else is done with them. */
public final class JarAdmission {

    private final Trust trust;
    private final RepositoryList repositories;
    private final JarStore store;

    public JarAdmission(Trust trust, RepositoryList repositories, JarStore store) {
        this.trust = trust;
        this.repositories = repositories;
        this.store = store;
    }

    /** @throws Problem if it is no bundle, or is not let in */
    public AdmittedJar admit(Parcel parcel) {
        return admit(parcel, true);
    }

    /** @param wanted whether a user asked for it */
    public AdmittedJar admit(Parcel parcel, boolean wanted) {
        return admit(Jar.read(parcel.jar()), parcel.signature(), parcel.origin(), wanted);
    }

    /** @param wanted whether a user asked for it */
    public AdmittedJar admit(RepositoryList.Item item, boolean wanted) {
        Origin origin = item.repository().isBundled() ? new Origin(Origin.Kind.BUNDLED, "")
                : new Origin(Origin.Kind.REPOSITORY, item.repository().entry().name());
        return admit(Jar.read(repositories.jar(item)), repositories.signature(item), origin, wanted);
    }

    private AdmittedJar admit(Jar jar, String signature, Origin origin, boolean wanted) {
        try {
            return new AdmittedJar(jar, signature, origin, judge(jar, signature), wanted);
        } catch (Problem e) {
            throw new Problem(e.kind(), jar.name() + " " + jar.version() + " is not let in: " + e.getMessage(), e.advice(), e);
        }
    }

    /** A signature of its own comes first; without one somebody trusted may vouch for the jar by an index. */
    private Trust.Verdict judge(Jar jar, String signature) {
        Optional<Trust.Publisher> voucher = signature.isBlank() ? voucher(Digests.sha256(jar.bytes())) : Optional.empty();
        return voucher.map(v -> trust.judge(jar.bytes(), v)).orElseGet(() -> trust.judge(jar.bytes(), signature));
    }

    /** Who vouches for a jar and is trusted; if nobody is, who did and was revoked, so that the jar is refused. */
    private Optional<Trust.Publisher> voucher(String sha256) {
        List<Trust.Publisher> all = Stream.concat(repositories.signers(sha256), store.voucher(sha256).stream()).toList();
        return all.stream().filter(v -> trust.publishers().stream().anyMatch(p -> p.key().equals(v.key()))).findFirst()
                .or(() -> all.stream().filter(v -> trust.revoked("", v.key()).isPresent()).findFirst());
    }

    /** Why a jar must not be used, by its sha-256 or by who vouched for it, so that it is not even looked for. */
    Optional<Trust.Revocation> revocation(String sha256) {
        return trust.revoked(sha256, voucher(sha256).map(Trust.Publisher::key).orElse(""));
    }

    /** Judges the jar of a bundle that is installed. */
    public Trust.Verdict judge(byte[] jar) {
        return judge(Jar.read(jar), "");
    }

    /**
     * Judges again what was let in for a change that has waited since.
     *
     * @param agreed sha-256 of the jars that a person agreed to
     * @throws Problem if one of them is not let in any more, or needs consent now
     */
    public void admitAgain(List<Parcel> parcels, Set<String> agreed) {
        parcels.stream().map(this::admit).filter(a -> a.verdict().consent() && !agreed.contains(a.verdict().sha256())).findFirst().ifPresent(a -> {
            throw new Problem(Problem.Kind.CONFLICT, a.name() + " " + a.jar().version() + " needs somebody's consent now, for what is trusted has changed",
                    "plan it again");
        });
    }
}
