/**
 * Stands between the filter and a shared store: asks no more while it does not answer, and tells
 * the log once when it is lost and once when it is back. Public is only what puts the guards around
 * a store. Imports the store SPI, nothing else.
 */
@NullMarked
package dev.postern.store.guard;

import org.jspecify.annotations.NullMarked;
