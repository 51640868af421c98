package mezzotint.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import mezzotint.launcher.start.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginNamingTest {

    @Test
    void takesAsManyWordsAsItNeeds() {
        assertEquals(new PluginNaming("my.gentle", "Gentle", "gentle", "Gentle"), naming("my.gentle"));
        assertEquals(new PluginNaming("my.sampler", "MySampler", "mysampler", "My sampler"), naming("my.sampler"));
    }

    @Test
    void renamesTheExample() {
        String text = "package template.sampler; @Plugin(id = \"example\", label = \"Example\") class Example {}";
        assertEquals("package my.gentle; @Plugin(id = \"gentle\", label = \"Gentle\") class Gentle {}", naming("my.gentle").in(text, "sampler"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gentle", "My.Gentle", "my..gentle", "my.class", "my.1st", "my gentle", "../my.gentle", "my.gentle/x", "mezzotint.gentle", "java.gentle", "sampler.sampler"})
    void refusesWhatIsNoNameForAPlugin(String name) {
        assertThrows(CommandFailure.class, () -> PluginNaming.of(name, Set.of("Sampler", "SamplerSampler")::contains));
    }

    private static PluginNaming naming(String name) {
        return PluginNaming.of(name, Set.of("Sampler")::contains);
    }
}
