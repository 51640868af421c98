/** The texts of single programs, each read by a class of its own. */
package mezzotint.libs.infotext.program;
