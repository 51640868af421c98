/** Search by words and by meaning, without a store and without a server. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.search;
