package mezzotint.prompt.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mezzotint.plugin.None;
import mezzotint.testkit.PromptParserContract;
import mezzotint.text.Prompt;
import mezzotint.text.PromptSchedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest implements PromptParserContract<None> {

    @Override
    public Plain parser() {
        return new Plain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a:1.2) [b]", "<lora:x:1>", "[cat:dog:0.5]", "a AND b", "a BREAK b", "\\(", "(a:1e39)"})
    void takesNotationAsWords(String text) {
        assertEquals(PromptSchedule.of(Prompt.plain(text)), new Plain().parse(text, true, 20, new None()));
    }
}
