package mezzotint.manage;

/**
 * A jar as it is handed in.
 *
 * @param jar its bytes, which are not changed any more
 * @param signature content of its {@code .sig} file; empty if there is none
 */
public record Parcel(byte[] jar, String signature, Origin origin) {

    /** What a client sent, without a signature. */
    public static Parcel upload(byte[] jar) {
        return new Parcel(jar, "", new Origin(Origin.Kind.UPLOAD, ""));
    }
}
