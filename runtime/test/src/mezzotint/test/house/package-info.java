/** The rules of the house: manifests, the api's versions, the guide, the description of the API. */
package mezzotint.test.house;
