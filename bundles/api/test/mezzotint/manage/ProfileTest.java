package mezzotint.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void differences_are_told_in_words() {
        Profile before = profile(true, member("org.same", "1.0.0", A, true), member("org.gone", "1.0.0", A, true), member("org.newer", "1.0.0", A, false),
                member("org.built", "1.0.0", A, true));
        Profile after = profile(true, member("org.same", "1.0.0", A, true), member("org.come", "2.0.0", B, true), member("org.newer", "1.1.0", B, true),
                member("org.built", "1.0.0", B, false));
        assertEquals(List.of("org.built 1.0.0 has another content of the same version", "org.built is switched off", "org.come 2.0.0 is added",
                "org.gone 1.0.0 is removed", "org.newer has version 1.1.0 instead of 1.0.0", "org.newer is switched on"),
                before.differences(after).stream().map(Profile.Difference::words).toList());
        assertEquals(List.of(), before.differences(before));
    }

    @Test
    void what_a_part_does_not_name_is_no_difference() {
        Profile now = profile(true, member("org.a", "1.0.0", A, true), member("org.b", "1.0.0", A, true));
        assertEquals(List.of(), now.differences(profile(false, member("org.a", "1.0.0", A, true))));
        assertEquals(1, now.differences(profile(false, member("org.c", "1.0.0", A, true))).size());
    }

    @Test
    void a_profile_survives_its_export() {
        Profile profile = profile(true, member("org.same", "1.0.0", A, false));
        assertEquals(profile, ProfileMap.read(ProfileMap.of(profile)));
    }

    @Test
    void what_is_no_profile_is_refused() {
        for (Map<String, ?> wrong : Arrays.<Map<String, ?>>asList(Map.of(), Map.of("plugins", "all"),
                ProfileMap.of(profile(true, member("../org", "1.0.0", A, true))), ProfileMap.of(profile(true, member("org", "1.0.0", "abc", true))),
                ProfileMap.of(profile(true, member("org", "1.0.0", A, true), member("org", "2.0.0", A, true))))) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> ProfileMap.read(wrong)).kind(), wrong.toString());
        }
    }

    private static Profile profile(boolean whole, Profile.Member... members) {
        return new Profile("mine", "", Instant.parse("2026-11-25T10:00:00Z"), "anna", whole, List.of(members));
    }

    private static Profile.Member member(String name, String version, String sha256, boolean on) {
        return new Profile.Member(name, version, sha256, new Origin(Origin.Kind.REPOSITORY, "example"), true, on);
    }
}
