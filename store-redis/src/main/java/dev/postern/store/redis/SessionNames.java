package dev.postern.store.redis;

import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What the keys of one application are called that concern its sessions, and its claims. The braces
 * make a cluster look at what stands between them alone when it chooses the slot. Immutable and
 * thread-safe.
 *
 * @param app what all of them begin with
 */
record SessionNames(String app) {

  static SessionNames of(String app) {
    return new SessionNames("postern:" + escaped(app) + ":");
  }

  /** Without colons, braces or spaces, and different for every application. */
  static String escaped(String app) {
    return URLEncoder.encode(app, StandardCharsets.UTF_8);
  }

  /** What comes before the key of a session. */
  String sessionPrefix() {
    return app + "s:{";
  }

  /** What comes before the key of a subject. */
  String subjectPrefix() {
    return app + "u:{";
  }

  byte[] nameOf(SessionKey key) {
    return Text.bytes(sessionPrefix() + key.value() + "}");
  }

  byte[] nameOf(SubjectKey subject) {
    return Text.bytes(subjectPrefix() + subject.value() + "}");
  }

  /** What was claimed for one use. */
  byte[] nameOfClaim(String key) {
    return Text.bytes(app + "once:{" + key + "}");
  }

  /** One part of the schedule of ends. */
  byte[] schedule(int shard) {
    return Text.bytes(app + "ends:{" + shard + "}");
  }
}
