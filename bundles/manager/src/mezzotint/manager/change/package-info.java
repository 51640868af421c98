/** Carries plans out, one after another: all of a change or nothing, also if the process is killed meanwhile. */
package mezzotint.manager.change;
