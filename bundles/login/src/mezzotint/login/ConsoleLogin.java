package mezzotint.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import mezzotint.access.Role;
import mezzotint.login.gate.Gate;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Component;

/** Lets administrators into Felix WebConsole, as {@link Gate} knows them. */
@Component(property = SecurityProvider.PROPERTY_ID + "=mezzotint")
public final class ConsoleLogin implements SecurityProvider {

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        if (request.isUserInRole(Role.ADMIN.toString())) {
            return request.getRemoteUser();
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        return null;
    }

    @Override
    public boolean authorize(Object user, String role) {
        return user != null;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/");
    }
}
