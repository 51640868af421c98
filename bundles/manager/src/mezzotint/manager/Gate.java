package mezzotint.manager;

import java.util.Optional;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.trust.Trust;

/** Where jars are judged before anything else is done with them. */
record Gate(Trust trust, Sources sources) {

    /** @throws mezzotint.plugin.Problem if it is no bundle, or is not let in */
    Arrival admit(Parcel parcel) {
        return admit(parcel, true);
    }

    /** @param wanted whether a user asked for it */
    Arrival admit(Parcel parcel, boolean wanted) {
        return admit(Jar.read(parcel.jar()), parcel.signature(), parcel.origin(), wanted);
    }

    /** @param wanted whether a user asked for it */
    Arrival admit(Sources.Item item, boolean wanted) {
        Origin origin = item.source().isBundled() ? new Origin(Origin.Kind.BUNDLED, "")
                : new Origin(Origin.Kind.REPOSITORY, item.source().entry().name());
        return admit(Jar.read(sources.jar(item)), sources.signature(item), origin, wanted);
    }

    /** A signature of its own comes first; without one somebody trusted may vouch for the jar by an index. */
    private Arrival admit(Jar jar, String signature, Origin origin, boolean wanted) {
        return new Arrival(jar, signature, origin, judge(jar, signature), wanted);
    }

    private Trust.Verdict judge(Jar jar, String signature) {
        Optional<Trust.Publisher> voucher = signature.isBlank() ? sources.voucher(Digests.sha256(jar.bytes())) : Optional.empty();
        return voucher.map(v -> trust.judge(jar.bytes(), v)).orElseGet(() -> trust.judge(jar.bytes(), signature));
    }

    /** Judges what is installed. */
    Trust.Verdict judge(byte[] jar) {
        return judge(Jar.read(jar), "");
    }
}
