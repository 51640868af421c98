/** Sentences, quantities, names and paths, as checkers of claims read them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.claims;
