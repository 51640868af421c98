/** The comparator's data: artifacts, what is said of them and by whom, and the hooks that bring, weigh and check it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.catalog;
