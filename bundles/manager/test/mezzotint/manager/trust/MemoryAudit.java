package mezzotint.manager.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mezzotint.trust.Audit;

/** An audit log that is not kept. */
final class MemoryAudit implements Audit {

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public void record(String by, String action, String subject, String origin, String detail) {
        entries.add(0, new Entry(Instant.now(), by, action, subject, origin, detail));
    }

    @Override
    public List<Entry> list(int limit) {
        return entries.stream().limit(limit).toList();
    }

    @Override
    public Optional<String> damage() {
        return Optional.empty();
    }
}
