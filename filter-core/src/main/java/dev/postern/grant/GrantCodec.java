package dev.postern.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.session.Opened;
import dev.postern.session.Place;
import dev.postern.session.RecordMark;
import dev.postern.session.Seal;
import dev.postern.session.codec.MalformedBytesException;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Brings grants into the form that every store keeps, and back: sealed bytes, bound to the key they
 * are filed under. A successor inside them is sealed once more, under a key that only the token has
 * which it replaced: neither a dump of the store nor the keys of the application give it away.
 * Thread-safe; shows nothing of its secrets.
 */
final class GrantCodec {

  private static final System.Logger LOG = System.getLogger(GrantCodec.class.getName());

  private final String app;
  private final Seal seal;
  private final SecureRandom random;

  /**
   * For the grants of one application.
   *
   * @param secrets the first seals, all open
   */
  GrantCodec(String app, List<byte[]> secrets, SecureRandom random) {
    this.app = app;
    this.seal = new Seal(secrets, random);
    this.random = random;
  }

  StoredValue encode(SessionKey key, GrantState grant) {
    return RecordMark.on(seal.close(Place.ofGrant(app, key), GrantForm.write(grant)));
  }

  /**
   * The grant that was found under this key, or empty if it is none that this application wrote for
   * it.
   *
   * @throws StoreException if a later version of this library wrote it: no logout, since a node
   *     that runs that version serves it
   */
  Optional<GrantState> decode(SessionKey key, StoredValue stored) {
    Opened opened = seal.open(Place.ofGrant(app, key), RecordMark.off(stored));
    if (opened instanceof Opened.Plain plain) {
      return read(plain.bytes());
    }
    if (opened == Opened.Refused.NEWER_VERSION) {
      throw newer();
    }
    LOG.log(Level.WARNING, () -> "event=grant-refused reason=" + opened);
    return Optional.empty();
  }

  StoredValue.Bytes sealSuccessor(SessionKey key, RefreshToken previous, RefreshToken successor) {
    return new StoredValue.Bytes(
        sealOf(previous).close(Place.ofSuccessor(app, key), successor.bytes()));
  }

  /** The text of the successor, or empty if this is not the token it replaced. */
  Optional<String> openSuccessor(SessionKey key, RefreshToken previous, StoredValue.Bytes sealed) {
    return sealOf(previous).open(Place.ofSuccessor(app, key), sealed.toByteArray())
            instanceof Opened.Plain plain
        ? Optional.of(new String(plain.bytes(), US_ASCII))
        : Optional.empty();
  }

  private Seal sealOf(RefreshToken token) {
    return new Seal(List.of(token.bytes()), random);
  }

  private static Optional<GrantState> read(byte[] plain) {
    if (GrantForm.isNewer(plain)) {
      throw newer();
    }
    try {
      return Optional.of(GrantForm.read(plain));
    } catch (MalformedBytesException e) {
      LOG.log(Level.WARNING, "event=grant-refused reason=malformed", e);
      return Optional.empty();
    }
  }

  private static StoreException newer() {
    return new StoreException(
        "A grant was stored by a later version of this library.",
        new IllegalStateException("unknown version"));
  }
}
