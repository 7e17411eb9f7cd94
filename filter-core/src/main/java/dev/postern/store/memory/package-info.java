/**
 * The store for one node: everything in this JVM, nothing survives a restart, no thread of its own.
 * Public is only the provider, for the service loader. Imports the store SPI, nothing else.
 */
@NullMarked
package dev.postern.store.memory;

import org.jspecify.annotations.NullMarked;
