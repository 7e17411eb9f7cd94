/**
 * Sessions and revocations on Hazelcast, as an embedded member or as a client. Keys are strings and
 * values bytes in our own form, so members need no class of ours and deserialize nothing; every
 * change is a compare-and-set on one entry. No near cache. Imports the store SPI and Hazelcast;
 * never sees identities, JSON or HTTP. Public is only the provider, for the service loader.
 */
@NullMarked
package dev.postern.store.hazelcast;

import org.jspecify.annotations.NullMarked;
