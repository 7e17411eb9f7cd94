package dev.postern.token;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature and claims have been checked; only {@link JwtVerifier} makes one. The
 * claims are still text that somebody chose: escape them wherever they are used (RFC 8725 section
 * 3.10). Neither claims nor header reach {@link #toString()}. Never changes, and remembers what was
 * made of it. Thread-safe.
 */
public final class VerifiedJwt {

  private final Map<String, Object> header;
  private final Map<String, Object> claims;
  private final String keyId;
  private volatile @Nullable Object kept;

  VerifiedJwt(Map<String, Object> header, Map<String, Object> claims, String keyId) {
    this.header = header;
    this.claims = claims;
    this.keyId = keyId;
  }

  /** The header of the signed token: {@code alg}, {@code typ} and {@code kid}; unmodifiable. */
  public Map<String, Object> header() {
    return header;
  }

  /** The claims as {@link dev.postern.json.Json} reads them; unmodifiable. */
  public Map<String, Object> claims() {
    return claims;
  }

  /** The key in the ring that signed it. */
  public String keyId() {
    return keyId;
  }

  /** The claim {@code jti}: a key for denials, which no other spelling of the token changes. */
  public String id() {
    return text("jti").orElseThrow();
  }

  /** The claim {@code sub}, which an access token always has. */
  public Optional<String> subject() {
    return text("sub");
  }

  /** The claim {@code iat}. */
  public Instant issuedAt() {
    return instant("iat").orElseThrow();
  }

  /** The claim {@code exp}; the clock skew is not added. */
  public Instant expiresAt() {
    return instant("exp").orElseThrow();
  }

  /** A claim that is a string; empty if it is not there or is something else. */
  public Optional<String> text(String claim) {
    return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A claim that is a NumericDate (RFC 7519 section 2); empty if it is not there or is none. */
  public Optional<Instant> instant(String claim) {
    return Optional.ofNullable(claims.get(claim)).flatMap(NumericDate::read);
  }

  /** What was last kept here, if it is of this kind. */
  public <T> Optional<T> kept(Class<T> kind) {
    Object last = kept;
    return kind.isInstance(last) ? Optional.of(kind.cast(last)) : Optional.empty();
  }

  /**
   * Keeps what was made of the claims for as long as this token is remembered, which is until it
   * expires: so it is made once, and not with every request.
   *
   * @param made immutable
   */
  public void keep(Object made) {
    kept = made;
  }

  @Override
  public String toString() {
    return "VerifiedJwt[keyId=" + keyId + ", redacted]";
  }
}
