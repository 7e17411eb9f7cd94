package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredValue;
import java.util.Optional;

/**
 * Brings sessions into the form a store keeps, and back. A header belongs to one key; attributes
 * belong to one record, under whatever key. Implementations are thread-safe.
 */
interface SessionCodec {

  /** The header in the form for a record under this key. */
  StoredValue encodeHeader(SessionKey key, SessionHeader header);

  /**
   * The header that was found under this key, or empty if it is none that this application wrote
   * for it.
   *
   * @throws dev.postern.store.StoreException if a later version of this library wrote it
   */
  Optional<SessionHeader> decodeHeader(SessionKey key, StoredValue stored);

  /** For the attributes of one record. */
  AttributeCodec attributesOf(RecordId record);
}
