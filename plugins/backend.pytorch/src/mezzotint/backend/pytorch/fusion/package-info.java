/** Fewer or cheaper nodes with the same values, before they are written out. */
package mezzotint.backend.pytorch.fusion;
