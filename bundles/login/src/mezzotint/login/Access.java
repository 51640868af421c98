package mezzotint.login;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits that an administrator sets for an installation. */
@ObjectClassDefinition(name = "Login and limits",
        description = "What each user may ask of the workbench. Whoever is at this machine while no password is set has no limit.")
public @interface Access {

    /** The configuration's name. */
    String PID = "mezzotint.login";

    @AttributeDefinition(name = "Requests a minute", description = "Of one user, or of one address that is not logged in. Files of the console do not count.", min = "1")
    int requestsPerMinute() default 1200;

    @AttributeDefinition(name = "Requests at once", description = "That many may come together before the limit a minute counts.", min = "1")
    int requestsAtOnce() default 300;

    @AttributeDefinition(name = "Pictures a day", description = "Of one user, from midnight to midnight; 0 for no limit.", min = "0")
    int picturesPerDay() default 0;

    @AttributeDefinition(name = "Sent in a day", description = "Megabytes in the requests of one user, or of one address that is not logged in: what is sent may be kept.", min = "1")
    int uploadMegabytesPerDay() default 4000;

    @AttributeDefinition(name = "Largest request", description = "In megabytes; uploads of plugins may be larger.", min = "1")
    int largestRequestMegabytes() default 129;

    @AttributeDefinition(name = "Largest plugin", description = "In megabytes.", min = "1")
    int largestPluginMegabytes() default 257;

    @AttributeDefinition(name = "Slowest upload", description = "Bytes a second; who sends less for 20 seconds is cut off.", min = "0")
    int slowestUploadBytesPerSecond() default 1000;

    @AttributeDefinition(name = "Session", description = "Days after which a login in the browser ends.", min = "1")
    int sessionDays() default 7;
}
