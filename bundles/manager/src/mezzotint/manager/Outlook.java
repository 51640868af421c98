package mezzotint.manager;

import java.util.List;
import mezzotint.manage.Profile;

/** How the installed bundles will be at the next start, where they are otherwise now. */
public interface Outlook {

    /** What is so until then, in words; empty if nothing is. */
    String note(String name);

    /** The bundles as users chose them: in safe mode others run. */
    List<Profile.Member> chosen();
}
