package mezzotint.manage;

/**
 * Where a jar came from.
 *
 * @param place a file, an address, the name of a repository; empty where the kind says it all
 */
public record Origin(Kind kind, String place) {

    /** Ways in. */
    public enum Kind {
        /** With the distribution. */
        BUNDLED,
        /** Sent by a client. */
        UPLOAD,
        /** A file on the workbench's machine that a user named. */
        FILE,
        /** Found in the watched folder. */
        FOLDER,
        /** Fetched from an address that a user named. */
        ADDRESS,
        /** Fetched from a repository. */
        REPOSITORY
    }

    /** As in "from the repository example". */
    public String words() {
        return switch (kind) {
            case BUNDLED -> "from the distribution";
            case UPLOAD -> "as it was sent";
            case FILE, ADDRESS -> "from " + place;
            case FOLDER -> "from the watched folder (" + place + ")";
            case REPOSITORY -> "from the repository " + place;
        };
    }
}
