/** Files that are there whole or not at all, after a crash and on a full disk too, and what tells them from files that were changed. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.disk;
