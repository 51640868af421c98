/** The routes of AUTOMATIC1111 and SD.Next. */
package mezzotint.test.sd;
