/** The process: settings, the lock on the user's folder, the framework with what the distribution holds, and the start of the plugins. */
package mezzotint.launcher.start;
