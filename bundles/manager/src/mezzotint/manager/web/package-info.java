/** The routes of the manager below {@code /api}. */
package mezzotint.manager.web;
