/** Talks to a workbench over its REST API: the one that runs, or one in this process. */
package mezzotint.launcher.client;
