/** The routes of AUTOMATIC1111 and SD.Next, for the programs that are written for them. */
package mezzotint.sdapi;
