package dev.postern.store.redis;

import dev.postern.store.FindResult;
import dev.postern.store.SessionKey;

/**
 * Where a moved session is. Immutable and thread-safe.
 *
 * @param to its key now
 * @param readable whether a look-up may be told
 */
record Pointer(SessionKey to, boolean readable) {

  static Pointer parse(String text) {
    return new Pointer(new SessionKey(text.substring(1)), text.charAt(0) == 'r');
  }

  static String flag(boolean readable) {
    return readable ? "r" : "n";
  }

  String text() {
    return flag(readable) + to.value();
  }

  FindResult toFindResult() {
    return readable ? new FindResult.Moved(to) : new FindResult.Superseded();
  }
}
