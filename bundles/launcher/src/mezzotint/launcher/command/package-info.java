/** The commands, one class each or for a group of sub-commands. */
package mezzotint.launcher.command;
