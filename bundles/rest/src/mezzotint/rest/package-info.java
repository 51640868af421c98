/** The workbench's own API below {@code /api}; what its routes have in common is here. */
package mezzotint.rest;
