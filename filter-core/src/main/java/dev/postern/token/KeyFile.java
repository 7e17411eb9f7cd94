package dev.postern.token;

/**
 * A key and the file it came from.
 *
 * @param name of the file, without its directory
 */
record KeyFile(String name, RingKey key) {}
