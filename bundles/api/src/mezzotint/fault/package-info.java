/** What plugins do wrong, what comes of it, and how long they take. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.fault;
