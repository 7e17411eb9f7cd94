package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Instant;

/**
 * Left under the earlier key of a session. Immutable and thread-safe.
 *
 * @param to where the session went
 * @param end from this instant on the pointer does not count
 * @param readable whether a look-up may be told where the session is
 */
record Pointer(SessionKey to, Instant end, boolean readable) implements Entry {}
