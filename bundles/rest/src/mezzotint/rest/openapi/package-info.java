/** The description of all routes. */
package mezzotint.rest.openapi;
