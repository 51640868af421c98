/** The command line: {@link mezzotint.launcher.Main} chooses the command. A plain jar on the class path, not a bundle. */
package mezzotint.launcher;
