/** Who vouches for a plugin, what it may do, and what was done when by whom. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.trust;
