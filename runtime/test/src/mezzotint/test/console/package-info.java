/** The web console in a browser, and the files that it is made of. */
package mezzotint.test.console;
