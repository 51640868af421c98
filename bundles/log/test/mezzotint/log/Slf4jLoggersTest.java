package mezzotint.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;

class Slf4jLoggersTest {

    private static final String NAME = "org.example";

    private final ch.qos.logback.classic.Logger log = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(NAME);
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void watch() {
        written.start();
        log.addAppender(written);
        log.setLevel(ch.qos.logback.classic.Level.INFO);
    }

    @AfterEach
    void leave() {
        log.detachAppender(written);
    }

    private List<String> lines() {
        return written.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage() + (e.getThrowableProxy() == null ? "" : " " + e.getThrowableProxy().getMessage())).toList();
    }

    @Test
    void everyWayToSayItComesToTheSameLog() {
        Logger logger = new Slf4jLoggers().getLogger(null, NAME, Logger.class);
        logger.info("plain");
        logger.warn("one {}", 1);
        logger.error("{} and {}", 1, 2);
        logger.error("{} {} {}", 1, 2, 3);
        logger.error("why", new IllegalStateException("so"));
        logger.audit("audited");
        logger.debug("not asked for");
        logger.<RuntimeException>warn(l -> l.warn("at last"));
        assertEquals(List.of("INFO plain", "WARN one 1", "ERROR 1 and 2", "ERROR 1 2 3", "ERROR why so", "INFO audited", "WARN at last"), lines());
        assertEquals(List.of(true, false), List.of(logger.isInfoEnabled(), logger.isDebugEnabled()));
        assertEquals(NAME, logger.getName());
    }

    @Test
    void formatsAsAsked() {
        new Slf4jLoggers().getLogger(NAME, FormatterLogger.class).info("%03d of %s", 7, "{}");
        assertEquals(List.of("INFO 007 of {}"), lines());
    }

    @Test
    void aComponentThatHangsIsLeftToTheManagerToTell() {
        Logger logger = new Slf4jLoggers().getLogger(NAME);
        logger.error("deactivate", new RuntimeException(new IllegalStateException("Could not obtain lock")));
        assertEquals(List.of(), lines());
    }
}
