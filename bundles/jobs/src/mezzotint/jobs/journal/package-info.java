/** The journal on the disk: records with checksums in segments, written by group commit. */
package mezzotint.jobs.journal;
