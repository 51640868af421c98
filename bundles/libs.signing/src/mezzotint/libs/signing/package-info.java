/** Keys, signatures and digests, for the command line that signs and the manager that verifies. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.signing;
