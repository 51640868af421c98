/** The settings that a text or a picture names, as those of a request. */
package mezzotint.rest.infotext;
