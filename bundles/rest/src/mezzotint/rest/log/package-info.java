/** The end of the log, and the lines in it for requests that were refused. */
package mezzotint.rest.log;
