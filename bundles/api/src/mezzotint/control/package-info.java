/** Pictures that steer a picture: what it begins at, and what the model is told beside its prompt. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package mezzotint.control;
