/** What connectors of the catalog share. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.libs.catalog;
