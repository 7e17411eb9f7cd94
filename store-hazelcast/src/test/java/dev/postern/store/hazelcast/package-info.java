/** Tests of the Hazelcast store against real members in this JVM. */
package dev.postern.store.hazelcast;
