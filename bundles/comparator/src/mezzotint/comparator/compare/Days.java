package mezzotint.comparator.compare;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Optional;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;

/**
 * The days that a request asks for.
 *
 * @param asOf the catalog as it was then
 * @param since what changed after that day is told too; none if nobody asks
 */
public record Days(LocalDate asOf, Optional<LocalDate> since) {

    public Days {
        since.filter(day -> !day.isBefore(asOf)).ifPresent(day -> {
            throw Problem.invalid("since is " + day + ", which is not before " + asOf, "give an earlier day");
        });
    }

    /** @throws Problem of kind {@code INVALID} if one is no day, or {@code since} is not before {@code asOf} */
    public static Days of(HttpServletRequest request) {
        return new Days(Requests.day(request, "asOf"), Optional.ofNullable(request.getParameter("since")).filter(text -> !text.isBlank()).map(text -> Requests.day(request, "since")));
    }
}
