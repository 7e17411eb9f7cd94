package dev.postern.store.redis;

import dev.postern.store.SessionKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What the keys of one application's sessions are called: {@code postern:app:s:{key}}. The braces
 * make a cluster look at the session's key alone when it chooses the slot. Immutable and
 * thread-safe.
 *
 * @param prefix all up to the session's key
 */
record SessionNames(String prefix) {

  static SessionNames of(String app) {
    return new SessionNames("postern:" + escaped(app) + ":s:{");
  }

  /** Without colons, braces or spaces, and different for every application. */
  static String escaped(String app) {
    return URLEncoder.encode(app, StandardCharsets.UTF_8);
  }

  byte[] nameOf(SessionKey key) {
    return Text.bytes(prefix + key.value() + "}");
  }
}
