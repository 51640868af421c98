package mezzotint.catalog.store;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator sets for the catalog. */
@ObjectClassDefinition(name = "Catalog", description = "Where it is kept, and what it remembers.")
public @interface StoreSettings {

    /** The configuration's name. */
    String PID = "mezzotint.catalog";

    @AttributeDefinition(name = "Database", description = "As in jdbc:postgresql://localhost/catalog; empty for H2 in the user's folder.")
    String database() default "";

    @AttributeDefinition(name = "User", description = "Of that database.")
    String user() default "";

    @AttributeDefinition(name = "Password", description = "Of that user.", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "Outcomes", description = "Whether it is kept what became of offers. It never leaves this machine by itself.")
    boolean outcomes() default false;

    @AttributeDefinition(name = "Words of needs", description = "Whether the words of a need are kept with its outcomes, where the user agrees.")
    boolean outcomeWords() default false;
}
