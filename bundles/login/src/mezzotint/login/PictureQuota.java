package mezzotint.login;

import java.time.Clock;
import java.time.LocalDate;
import mezzotint.access.Quotas;
import mezzotint.login.users.Recent;
import mezzotint.plugin.Problem;
import mezzotint.studio.Order;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts each user's pictures of today. */
@Component(configurationPid = Access.PID)
public final class PictureQuota implements Quotas {

    private record Day(LocalDate date, int pictures) {}

    private final Clock clock;
    private final int most;
    private final Recent<String, Day> days = new Recent<>(10_000);

    @Activate
    public PictureQuota(Access access) {
        this(Clock.systemDefaultZone(), access.picturesPerDay());
    }

    PictureQuota(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    @Override
    public void countPictures(String user, int pictures) {
        if (most == 0 || Order.LOCAL_USER.equals(user)) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        days.change(user, day -> {
            int before = day == null || !day.date.equals(today) ? 0 : day.pictures;
            if (pictures > most - before) {
                throw new Problem(Problem.Kind.BUSY, user + " has asked for " + before + " pictures today, and may for " + most,
                        "come back tomorrow, or ask an administrator for more");
            }
            return new Day(today, before + pictures);
        });
    }
}
