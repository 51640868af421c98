package mezzotint.catalog.store;

/** What an administrator sets for {@code mezzotint.catalog}. */
public @interface StoreSettings {

    /** As in {@code jdbc:postgresql://localhost/catalog}; empty for H2 in the user's folder. */
    String database() default "";

    String user() default "";

    String password() default "";

    /** Whether it is kept what became of offers; it never leaves this machine by itself. */
    boolean outcomes() default false;
}
