/**
 * Values as bytes, and back: our own typed form for common values, filtered Java serialization for
 * the application's own classes. Public is what {@code session} builds its stored forms from.
 * Imports the JDK only; never sees a key, a store or an identity, and never reads bytes that were
 * not authenticated before.
 */
@NullMarked
package dev.postern.session.codec;

import org.jspecify.annotations.NullMarked;
