/** The watched folder {@code plugins} in the user's folder. */
package mezzotint.manager.dropin;
