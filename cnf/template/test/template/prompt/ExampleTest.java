package template.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mezzotint.testkit.PromptParserContract;
import mezzotint.text.Prompt.Part;
import mezzotint.text.Prompt;
import mezzotint.text.PromptSchedule;
import org.junit.jupiter.api.Test;

class ExampleTest implements PromptParserContract<Example.Params> {

    @Override
    public Example parser() {
        return new Example();
    }

    @Test
    void weighsByTheSigns() {
        PromptSchedule schedule = new Example().parse("a cat++ and dog-, well-known", true, 20, new Example.Params(2));
        assertEquals(PromptSchedule.of(new Prompt(List.of(List.of(new Part("a ", 1), new Part("cat", 4), new Part(" and dog-, well-known", 1))))), schedule);
    }
}
