package dev.postern.session;

import dev.postern.store.KeepsReferences;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Brings sessions into the form a store keeps, and back. A header belongs to one key; attributes
 * belong to one record, under whatever key. Implementations are thread-safe.
 */
interface SessionCodec {

  /**
   * The one that fits a store.
   *
   * @param sealing how sessions are kept in a store that does not keep references
   */
  static SessionCodec of(SessionStore store, SessionSealing sealing, SecureRandom random) {
    return store instanceof KeepsReferences
        ? new ReferenceCodec()
        : new SealedCodec(sealing, random);
  }

  /** The header in the form for a record under this key. */
  StoredValue encodeHeader(SessionKey key, SessionHeader header);

  /**
   * The header that was found under this key, or empty if it is none that this application wrote
   * for it.
   *
   * @throws dev.postern.store.StoreException if a later version of this library wrote it
   */
  Optional<SessionHeader> decodeHeader(SessionKey key, StoredValue stored);

  /**
   * As {@link #decodeHeader}, and empty also if a later version of this library wrote it: for those
   * who look at many sessions, whom one of a node that was updated first must not stop.
   */
  default Optional<SessionHeader> headerIfReadable(SessionKey key, StoredValue stored) {
    try {
      return decodeHeader(key, stored);
    } catch (StoreException newer) {
      return Optional.empty();
    }
  }

  /** For the attributes of one record. */
  AttributeCodec attributesOf(RecordId record);
}
