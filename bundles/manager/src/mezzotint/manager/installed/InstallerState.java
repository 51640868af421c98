package mezzotint.manager.installed;

import java.util.List;
import mezzotint.manage.Profile;

/** What the installer tells the other classes of this bundle: how bundles will be at the next start, and what became of plans. */
public interface InstallerState {

    /** What of a bundle is otherwise until the next start, in words; empty if nothing is. */
    String note(String name);

    /** The bundles as users chose them: in safe mode others run. */
    List<Profile.Member> chosen();

    /** Compares what is written down of plugins with what is there, repairs what does not agree, and tells what was done in sentences. */
    List<String> repair(String by);

    /** Whether somebody decided against a plan that is there no more. */
    boolean isDismissed(String plan);
}
