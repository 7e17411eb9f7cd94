package dev.postern.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.session.RecordId;

/**
 * What the client holds: {@code handle.secret.mac}. The handle names the grant, the secret is 256
 * random bits and new with every rotation, the MAC makes that a forged token costs no store trip.
 * Only {@link GrantKeys} makes one. Immutable and thread-safe; shows nothing of itself.
 *
 * @param handle of the grant
 * @param text the whole token
 */
record RefreshToken(RecordId handle, String text) {

  byte[] bytes() {
    return text.getBytes(US_ASCII);
  }

  @Override
  public String toString() {
    return "RefreshToken[redacted]";
  }
}
