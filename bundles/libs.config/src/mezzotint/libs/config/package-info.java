/** The configuration files of models; shared by formats, architectures and text encoders. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.config;
