/** Arithmetic of pictures in bytes, as other programs do it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.pixels;
