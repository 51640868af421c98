package mezzotint.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void settings_survive_an_export_with_their_types() {
        Profile profile = profile(true, set(Map.of("a", Setting.of(5), "b", Setting.of((1L << 53) + 1), "c", Setting.of(Double.NaN),
                "d", Setting.of(new int[] {1, 2}), "e:f", Setting.of("a text"), "g", Setting.of(List.of(true, false)), "h", Setting.of(0.1f), "i", Setting.of(new Character[0]))));
        assertEquals(profile, ProfileMap.read(ProfileMap.of(profile)));
        Map<?, ?> wholeNumbersAsDecimal = Map.of("org.pid", Map.of("a:Integer", 5.0));
        assertEquals(Setting.of(5), SettingsMap.read(wholeNumbersAsDecimal).configurations().get("org.pid").get("a"));
    }

    @Test
    void settings_that_are_none_are_refused() {
        for (Map<String, ?> wrong : List.of(Map.of("a:Integer", "abc"), Map.of("a:Integer", 1.5), Map.of("a:Boolean", "yes"), Map.of("a:Thread", "b"),
                Map.of("a:int", 5), Map.of("a:Integer", List.of(1, 2)), Map.of("a:Byte", 300), Map.of("a:Character", "ab"), Map.of(":Integer", 5),
                Map.of("steps", "a", "Steps", "b"), Map.of("a", "b", "a:Integer", 5), Map.of("service.pid", "org.other"), Map.of("a", Map.of("b", 1)),
                Map.of("a:String[]", List.of(List.of("b"))))) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> SettingsMap.read(Map.of("org.pid", wrong))).kind(), wrong.toString());
        }
        assertThrows(Problem.class, () -> SettingsMap.read(Map.of("../org", Map.of())));
        assertThrows(Problem.class, () -> SettingsMap.read(Map.of("mezzotint.login|org.set", Map.of())));
        Map<String, Object> nothing = ProfileMap.of(set(Map.of()));
        nothing.put("settings", Map.of("org.pid", Collections.singletonMap("a", null)));
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> ProfileMap.members(List.of(nothing))).kind());
    }

    @Test
    void settings_differ_by_name_and_value_where_both_profiles_speak_of_them() {
        Profile before = profile(true, set(Map.of("steps", Setting.of(3), "label", Setting.of("a"))));
        Profile after = profile(true, set(Map.of("steps", Setting.of(5))));
        assertEquals(List.of("org.set: label is its default instead of \"a\"", "org.set: steps is 5 instead of 3"),
                before.differences(after).stream().map(Profile.Difference::words).toList());
        assertEquals(List.of(), before.differences(profile(true, member("org.set", "1.0.0", A, true))));
    }

    private static Profile.Member set(Map<String, Setting> settings) {
        return new Profile.Member("org.set", "1.0.0", A, new Origin(Origin.Kind.UPLOAD, ""), true, true,
                Optional.of(new PluginSettings(Map.of("org.pid", settings))));
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
