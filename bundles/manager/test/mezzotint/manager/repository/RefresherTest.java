package mezzotint.manager.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mezzotint.manage.Repositories;
import mezzotint.plugin.Problem;
import mezzotint.trust.Network;
import org.junit.jupiter.api.Test;

class RefresherTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final List<String> refreshed = new ArrayList<>();

    @Test
    void what_is_older_than_a_day_is_fetched_again() {
        refresh(false);
        assertEquals(List.of("broken", "old", "never"), refreshed, "one that fails keeps no other from it");
    }

    @Test
    void nothing_is_fetched_while_the_network_is_off() {
        refresh(true);
        assertEquals(List.of(), refreshed);
    }

    private void refresh(boolean offline) {
        var refresher = new Refresher(new Shelf(), new Switch(offline));
        refresher.refresh(NOW);
        refresher.close();
    }

    private final class Shelf implements Repositories {

        @Override
        public List<Repository> list() {
            Instant old = NOW.minus(Duration.ofHours(25));
            return List.of(repository("distribution", true, old), repository("fresh", false, NOW.minus(Duration.ofHours(23))),
                    repository("broken", false, old), repository("old", false, old), repository("never", false, null));
        }

        private Repository repository(String name, boolean bundled, Instant when) {
            return new Repository(name, URI.create("https://example.org/index.xml"), "", bundled, Optional.empty(), 0, Optional.ofNullable(when), Optional.empty());
        }

        @Override
        public Repository refresh(String name) {
            refreshed.add(name);
            if (name.equals("broken")) {
                throw new Problem(Problem.Kind.MISSING, "it is gone", "");
            }
            return repository(name, false, NOW);
        }

        @Override
        public Repository add(String name, URI index, String key, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String name, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Offer> search(String text) {
            return List.of();
        }
    }

    private record Switch(boolean offline) implements Network {

        @Override
        public void setOffline(boolean offline, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(URI address, long largest) {
            throw new UnsupportedOperationException();
        }
    }
}
