package mezzotint.libs.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mezzotint.plugin.Problem;

/** What was saved in place of a model's file: downloads go wrong in a few well-known ways. */
public final class WrongContent {

    /** Bytes of a beginning that tell. */
    public static final int HEAD = 512;

    private static final int SHOWN = 100;
    /** How servers of models answer where there is no file, or not for everybody. */
    private static final String REFUSALS = "(?s)(\\{\\s*\"(error|message|detail|code|status)\".*|entry not found.*|not found.*|invalid username or password.*"
            + "|access to model .*|unauthorized.*|forbidden.*|too many requests.*|internal server error.*|bad gateway.*)";

    private WrongContent() {}

    /**
     * @param file its name, for the message
     * @param head its first bytes, {@link #HEAD} of them or all
     * @throws Problem of kind {@code INVALID} that says what it is, unless it may well be what its name says
     */
    public static void refuse(String file, byte[] head) {
        String text = new String(head, 0, Math.min(HEAD, head.length), StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("version https://git-lfs") || lower.startsWith("version https://hawser")) {
            throw Problem.invalid(file + " is a pointer of Git LFS and not the file itself", "run git lfs pull in its folder, or download the file");
        }
        if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<head") || lower.startsWith("<?xml")) {
            throw Problem.invalid(file + " is a web page and not the file itself", "download the file that the page links to");
        }
        if (lower.matches(REFUSALS)) {
            throw Problem.invalid(file + " holds what a server answered in its place: " + text.substring(0, Math.min(SHOWN, text.length())),
                    "download it again; you may have to log in there");
        }
    }
}
