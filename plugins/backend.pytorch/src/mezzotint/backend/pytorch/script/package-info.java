/** A graph of known sizes, written out as TorchScript: an emitter an operation. */
package mezzotint.backend.pytorch.script;
