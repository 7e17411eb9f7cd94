package dev.postern;

import dev.postern.config.Settings;
import dev.postern.denylist.DenylistReplica;
import dev.postern.store.SessionStore;
import dev.postern.token.AppSecret;
import dev.postern.token.JwsAlgorithm;
import dev.postern.token.KeySource;
import dev.postern.token.UndeniedKeys;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The signing keys of one {@code app}: one ring for all filters that sign alike. Thread-safe. */
final class KeyRings {

  private final SessionStore shared;
  private final AppSecret secret;
  private final DenylistReplica denylist;
  private final Map<JwsAlgorithm, KeySource> rings = new EnumMap<>(JwsAlgorithm.class);

  /**
   * None yet.
   *
   * @param shared where nodes find the keys of one another
   * @param denylist says which of them were denied
   */
  KeyRings(SessionStore shared, DenylistReplica denylist, AppSecret secret) {
    this.shared = shared;
    this.denylist = denylist;
    this.secret = secret;
  }

  /** For the algorithm of a filter, whose tokens are to be verifiable as long as they live. */
  synchronized KeySource of(Settings settings, AuthenticationConfig config, SecureRandom random) {
    KeySource ring =
        rings.computeIfAbsent(
            config.token().algorithm(), absent -> rotating(settings, absent, config.app(), random));
    ring.keepFor(config.keyLife());
    return ring;
  }

  /** Of every algorithm that a filter of this app signs with. */
  synchronized List<KeySource> all() {
    return List.copyOf(rings.values());
  }

  private KeySource rotating(
      Settings settings, JwsAlgorithm algorithm, AppSettings app, SecureRandom random) {
    KeySource keys =
        KeySource.rotating(
            KeySource.from(settings, random),
            KeyRecord.of(shared, secret, algorithm, app.keyTimes()),
            app.keyTimes(),
            secret,
            app.app(),
            algorithm,
            random);
    return new UndeniedKeys(keys, denylist::knowsDeniedKey);
  }
}
