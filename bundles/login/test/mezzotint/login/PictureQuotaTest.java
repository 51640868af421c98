package mezzotint.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class PictureQuotaTest {

    private Instant now = Instant.parse("2026-11-25T23:00:00Z");

    private final PictureQuota quota = new PictureQuota(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }, 10);

    @Test
    void a_user_has_so_many_a_day_and_what_is_refused_is_not_counted() {
        quota.countPictures("anna", 8);
        Problem problem = assertThrows(Problem.class, () -> quota.countPictures("anna", 3));
        assertEquals(Problem.Kind.BUSY, problem.kind());
        assertEquals("anna has asked for 8 pictures today, and may for 10", problem.getMessage());
        quota.countPictures("anna", 2);
        quota.countPictures("mia", 10);
        now = now.plusSeconds(3600);
        quota.countPictures("anna", 10);
    }

    @Test
    void nobody_has_a_quota_where_none_has_to_log_in() {
        quota.countPictures("local user", 1000);
    }
}
