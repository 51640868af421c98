/** The process: it starts the framework with what the distribution holds, or makes a picture from the command line. */
package mezzotint.launcher;
