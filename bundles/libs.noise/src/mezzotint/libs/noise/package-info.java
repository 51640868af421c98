/** Streams and Brownian paths of noise, over any generator; shared by the sources of noise. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.noise;
