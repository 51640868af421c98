package mezzotint.prompt.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The texts of a prompt in the course of a walk. */
record Timeline(String prompt, Map<Integer, Edit> edits, int steps) {

    /** By the last step of each, counted as AUTOMATIC1111 counts; in order. */
    static Map<Integer, String> of(String prompt, int steps) {
        var timeline = new Timeline(prompt, Editing.in(prompt), steps);
        if (timeline.edits.isEmpty()) {
            return Map.of(steps, prompt);
        }
        var ends = new TreeSet<Integer>();
        ends.add(steps);
        timeline.edits.values().forEach(edit -> edit.addSteps(ends, steps));
        var texts = new LinkedHashMap<Integer, String>();
        for (int end : ends) {
            var text = new StringBuilder();
            timeline.write(new Edit.Span(0, prompt.length()), end, text);
            texts.put(end, text.toString());
        }
        return texts;
    }

    /** Calls itself for brackets within each other, of which there are only so many. */
    private void write(Edit.Span span, int step, StringBuilder out) {
        int at = span.from();
        while (at < span.to()) {
            Edit edit = edits.get(at);
            if (edit == null) {
                out.append(prompt.charAt(at++));
            } else {
                write(edit.at(step, steps), step, out);
                at = edit.end();
            }
        }
    }
}
