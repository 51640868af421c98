/** What servlets of several bundles need: JSON in and out, who asks and what they may see, when the plugins have started. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.web;
