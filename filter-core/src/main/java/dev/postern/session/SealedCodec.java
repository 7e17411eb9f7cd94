package dev.postern.session;

import dev.postern.session.codec.MalformedBytesException;
import dev.postern.session.codec.ValueCodec;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * For stores that several nodes share: sealed bytes. Whoever can write into the store can delete a
 * session, or put an earlier state of it back, but neither read it nor make it another's. Bytes
 * that are not authentic are never decoded. Thread-safe.
 */
final class SealedCodec implements SessionCodec {

  private final SessionSealing sealing;
  private final Seal seal;
  private final ValueCodec values;
  private final RefusalLog refusals = new RefusalLog();
  private final SizeLog sizes;

  SealedCodec(SessionSealing sealing, SecureRandom random) {
    this.sealing = sealing;
    this.seal = new Seal(sealing.secrets(), random);
    this.values = sealing.values();
    this.sizes = new SizeLog(sealing.app());
  }

  @Override
  public StoredValue encodeHeader(SessionKey key, SessionHeader header) {
    return new StoredValue.Bytes(
        seal.close(Place.ofHeader(sealing.app(), key), HeaderForm.write(header)));
  }

  /** A later version's header is no logout: a node that runs that version serves the session. */
  @Override
  public Optional<SessionHeader> decodeHeader(SessionKey key, StoredValue stored) {
    Opened opened = seal.open(Place.ofHeader(sealing.app(), key), bytesOf(stored));
    if (opened instanceof Opened.Plain plain) {
      return read(plain.bytes());
    }
    refusals.header((Opened.Refused) opened);
    if (opened == Opened.Refused.NEWER_VERSION) {
      throw newer();
    }
    return Optional.empty();
  }

  @Override
  public AttributeCodec attributesOf(RecordId record) {
    return new SealedAttributes(sealing, seal, values, record, refusals, sizes);
  }

  static byte[] bytesOf(StoredValue stored) {
    if (stored instanceof StoredValue.Bytes bytes) {
      return bytes.toByteArray();
    }
    throw new IllegalStateException("A store that keeps no references gave one.");
  }

  private Optional<SessionHeader> read(byte[] plain) {
    if (HeaderForm.isNewer(plain)) {
      refusals.header(Opened.Refused.NEWER_VERSION);
      throw newer();
    }
    try {
      return Optional.of(HeaderForm.read(plain));
    } catch (MalformedBytesException e) {
      refusals.malformedHeader(e);
      return Optional.empty();
    }
  }

  private static StoreException newer() {
    return new StoreException(
        "A session was stored by a later version of this library.",
        new IllegalStateException("unknown version"));
  }
}
