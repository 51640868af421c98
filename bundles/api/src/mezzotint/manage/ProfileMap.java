package mezzotint.manage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mezzotint.plugin.Problem;

/** A profile as a map of plain values: what the API shows, what is kept and exported, and what pictures carry. */
public final class ProfileMap {

    private static final String BUNDLE = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";
    private static final String SHA256 = "[0-9a-f]{64}";
    private static final String ADVICE = "send it as it was exported";

    private ProfileMap() {}

    public static Map<String, Object> of(Profile profile) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", profile.name());
        out.put("about", profile.about());
        out.put("saved", profile.saved().toString());
        out.put("by", profile.by());
        out.put("whole", profile.whole());
        out.put("plugins", profile.plugins().stream().map(ProfileMap::of).toList());
        return out;
    }

    /** One bundle of a profile. */
    public static Map<String, Object> of(Profile.Member member) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", member.name());
        out.put("version", member.version());
        out.put("sha256", member.sha256());
        out.put("origin", Map.of("kind", member.origin().kind().name().toLowerCase(Locale.ROOT), "place", member.origin().place()));
        out.put("wanted", member.wanted());
        out.put("on", member.on());
        member.settings().ifPresent(s -> out.put("settings", SettingsMap.of(s)));
        return out;
    }

    /**
     * The profile that {@link #of} wrote.
     *
     * @throws Problem of kind {@code INVALID} if it is none
     */
    public static Profile read(Map<?, ?> map) {
        try {
            List<Profile.Member> members = members(map.get("plugins"));
            return new Profile(text(map, "name"), Objects.toString(map.get("about"), ""), Instant.parse(text(map, "saved")), text(map, "by"),
                    (Boolean) map.get("whole"), members);
        } catch (NullPointerException | ClassCastException | DateTimeException e) {
            throw new Problem(Problem.Kind.INVALID, "the profile cannot be read: " + e.getMessage(), ADVICE, e);
        }
    }

    /**
     * The bundles of a profile.
     *
     * @param list of what {@link #of(Profile.Member)} wrote
     * @throws Problem of kind {@code INVALID} if it is none
     */
    public static List<Profile.Member> members(Object list) {
        try {
            List<Profile.Member> members = ((List<?>) list).stream().map(m -> member((Map<?, ?>) m)).toList();
            if (members.stream().map(Profile.Member::name).distinct().count() < members.size()) {
                throw Problem.invalid("the profile names a bundle twice", ADVICE);
            }
            return members;
        } catch (NullPointerException | ClassCastException e) {
            throw new Problem(Problem.Kind.INVALID, "the bundles of the profile cannot be read: " + e.getMessage(), ADVICE, e);
        }
    }

    private static Profile.Member member(Map<?, ?> map) {
        return new Profile.Member(checked(map, "name", BUNDLE), text(map, "version"), checked(map, "sha256", SHA256),
                origin((Map<?, ?>) map.get("origin")), (Boolean) map.get("wanted"), (Boolean) map.get("on"),
                Optional.ofNullable((Map<?, ?>) map.get("settings")).map(SettingsMap::read));
    }

    private static Origin origin(Map<?, ?> map) {
        String kind = text(map, "kind");
        try {
            return new Origin(Origin.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), text(map, "place"));
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.INVALID, "the origin of a bundle in the profile is " + kind, ADVICE, e);
        }
    }

    private static String checked(Map<?, ?> map, String field, String pattern) {
        String text = text(map, field);
        if (!text.matches(pattern)) {
            throw Problem.invalid("the " + field + " of a bundle in the profile is " + text, ADVICE);
        }
        return text;
    }

    private static String text(Map<?, ?> map, String field) {
        return Objects.requireNonNull((String) map.get(field), field + " is missing");
    }
}
