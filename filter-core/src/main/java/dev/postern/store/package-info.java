/**
 * What a store must do, in the JDK's own words. Exported: the store jars implement it. Stores see
 * keyed hashes and bytes; they never see identities, JSON or HTTP.
 */
@NullMarked
package dev.postern.store;

import org.jspecify.annotations.NullMarked;
