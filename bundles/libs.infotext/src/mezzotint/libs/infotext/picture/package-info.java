/** Where files of pictures keep their texts. */
package mezzotint.libs.infotext.picture;
