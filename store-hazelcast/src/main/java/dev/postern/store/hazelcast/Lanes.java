package dev.postern.store.hazelcast;

/**
 * Through which calls the methods of a map go, so that what must not wait never waits for what may.
 * Thread-safe.
 *
 * @param reads for what changes nothing
 * @param changes for what is put if something else is there, or nothing
 * @param ends for what is put whatever is there
 */
record Lanes(Calls reads, Calls changes, Calls ends) {}
