/** The pictures that were made, uploads, and how to make a picture again. */
package mezzotint.rest.pictures;
