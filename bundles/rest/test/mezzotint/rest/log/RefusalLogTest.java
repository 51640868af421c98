package mezzotint.rest.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RefusalLogTest {

    @Test
    void each_form_of_an_answer_has_a_sentence() {
        assertEquals("it is not so: do this", RefusalLog.sentence("{\"status\": 400, \"detail\": \"it is not so\", \"advice\": \"do this\"}"));
        assertEquals("model 'x' not found", RefusalLog.sentence("{\"error\": \"RuntimeError\", \"detail\": \"\", \"body\": \"\", \"errors\": \"model 'x' not found\"}"));
        assertEquals("body.steps: is none; body: required", RefusalLog.sentence(
                "{\"detail\": [{\"loc\": [\"body\", \"steps\"], \"msg\": \"is none\"}, {\"loc\": [\"body\"], \"msg\": \"required\"}]}"));
        assertEquals("{\"detail\": \"cut of", RefusalLog.sentence("{\"detail\": \"cut of"));
        assertEquals("no JSON", RefusalLog.sentence("no JSON"));
        assertEquals("[1]", RefusalLog.sentence("[1]"));
    }

    @Test
    void a_line_stays_one_and_short() {
        assertEquals("a b", RefusalLog.plain("a\r\nb", 10));
        assertEquals("aaa…", RefusalLog.plain("aaaaaa", 3));
    }
}
