/** Requests and answers in the form of AUTOMATIC1111: fields with their checks, errors, pictures as base64. */
package mezzotint.sdapi.fields;
