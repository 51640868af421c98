/** The start and the command line. */
package mezzotint.test.launch;
