package mezzotint.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be written at the moment, in sentences, and who is told when that changes. */
final class Trouble {

    /** What may not be writable. */
    enum Of { JOURNAL, PICTURES }

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final Map<Of, String> sentences = new TreeMap<>();
    private final Runnable listener;

    /** @param listener called after each change, by whoever found it out; it must not wait */
    Trouble(Runnable listener) {
        this.listener = listener;
    }

    void begins(Of what, String sentence) {
        synchronized (this) {
            if (sentence.equals(sentences.put(what, sentence))) {
                return;
            }
        }
        LOG.warn(sentence);
        listener.run();
    }

    void ends(Of what) {
        String sentence;
        synchronized (this) {
            sentence = sentences.remove(what);
        }
        if (sentence != null) {
            LOG.info("it is over that {}", sentence);
            listener.run();
        }
    }

    synchronized boolean of(Of what) {
        return sentences.containsKey(what);
    }

    /** In one text; empty if there is none. */
    synchronized Optional<String> words() {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences.values()));
    }
}
