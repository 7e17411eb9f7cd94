package dev.postern.token;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ring whose keys are made on a schedule and shared by all nodes of an app:
 *
 * <ol>
 *   <li>every node looks at the shared record in intervals;
 *   <li>the first one that finds the next key due makes it, by compare-and-set, so that all others
 *       find that one;
 *   <li>it is published now and signs later; the keys of the directory sign until then.
 * </ol>
 *
 * <p>While the record cannot be asked the keys that are known go on. A record that was lost is
 * written again by whoever remembers it. Thread-safe.
 */
public final class SharedKeyRing implements KeySource {

  private static final System.Logger LOG = System.getLogger(SharedKeyRing.class.getName());
  private static final int TRIES = 10;

  private final KeySource directory;
  private final SharedRecord record;
  private final SharedKeyForm form;
  private final RotationPlan plan;
  private final Polled<Shared> polled;
  private volatile Duration tokenLife = Duration.ZERO;
  private volatile @Nullable Merged merged;

  /** What was last read; empty keys and no success before the first time. */
  private record Shared(List<SharedKey> keys, boolean known, boolean failing) {}

  private record Merged(KeyRing base, Shared shared, KeyRing ring) {}

  /**
   * Looks at the record when it is first asked for a ring.
   *
   * @param directory the keys beside the shared ones, and the secret
   * @param form how the record holds keys
   * @param every from one key's turn to the next one's
   */
  SharedKeyRing(
      KeySource directory,
      SharedRecord record,
      SharedKeyForm form,
      KeySettings settings,
      Duration every) {
    this.directory = directory;
    this.record = record;
    this.form = form;
    this.plan = new RotationPlan(every, settings.publishBefore());
    this.polled =
        new Polled<>(new Shared(List.of(), false, false), settings.pollInterval(), this::look);
  }

  @Override
  public KeyRing at(Instant now) {
    return merged(directory.at(now), polled.at(now));
  }

  @Override
  public KeyRing lookedAtAnew(Instant now) {
    return merged(directory.lookedAtAnew(now), polled.lookedAtAnew(now));
  }

  private KeyRing merged(KeyRing base, Shared shared) {
    requireKnown(shared);
    Merged last = merged;
    if (last == null || !last.base().equals(base) || !last.shared().equals(shared)) {
      last =
          new Merged(
              base, shared, base.with(shared.keys().stream().map(SharedKey::entry).toList()));
      merged = last;
    }
    return last.ring();
  }

  @Override
  public synchronized void keepFor(Duration life) {
    tokenLife = life.compareTo(tokenLife) > 0 ? life : tokenLife;
  }

  private static void requireKnown(Shared shared) {
    if (!shared.known()) {
      throw new KeysUnavailableException("The shared signing keys were never read.");
    }
  }

  /** While the record cannot be asked, what was last read counts. */
  @Override
  public boolean shares(String keyId, Instant now) {
    Shared shared = polled.lookedAtAnew(now);
    requireKnown(shared);
    return shared.keys().stream().anyMatch(key -> key.id().equals(keyId));
  }

  /** Repeats itself while others change the record. */
  @Override
  public boolean remove(String keyId, Instant now) {
    for (int i = 0; i < TRIES; i++) {
      Optional<SharedRecord.Version> found = record.find(now);
      List<SharedKey> keys = found.flatMap(version -> form.open(version.bytes())).orElse(List.of());
      List<SharedKey> left = keys.stream().filter(key -> !key.id().equals(keyId)).toList();
      if (left.size() == keys.size()) {
        return false;
      }
      if (record.replace(found.orElseThrow().number(), form.seal(left), now)) {
        LOG.log(Level.WARNING, "event=key-removed key=" + keyId);
        polled.lookedAtAnew(now);
        return true;
      }
    }
    throw new KeysUnavailableException("The shared signing keys are changed all the time.");
  }

  private Shared look(Shared last, Instant now) {
    try {
      for (int i = 0; i < TRIES; i++) {
        Optional<SharedRecord.Version> found = record.find(now);
        Optional<List<SharedKey>> keys =
            found.isPresent() ? form.open(found.get().bytes()) : Optional.of(last.keys());
        if (keys.isEmpty()) {
          return failed(last, "not-sealed-by-keys.master", Optional.empty());
        }
        List<SharedKey> next = plan.next(keys.get(), now, keepingAll(last), form::newKey);
        if (isStored(found, keys.get(), next, now)) {
          return read(last, next);
        }
      }
      return failed(last, "changed-all-the-time", Optional.empty());
    } catch (RuntimeException e) {
      return failed(last, "store-unavailable", Optional.of(e));
    }
  }

  /** Nothing is given up before every filter has said how long its tokens live. */
  private Duration keepingAll(Shared last) {
    return last.known() ? tokenLife : Duration.ofDays(36_500);
  }

  private boolean isStored(
      Optional<SharedRecord.Version> found,
      List<SharedKey> keys,
      List<SharedKey> next,
      Instant now) {
    if (found.isEmpty()) {
      return record.create(form.seal(next), now);
    }
    return next.equals(keys) || record.replace(found.get().number(), form.seal(next), now);
  }

  private static Shared read(Shared last, List<SharedKey> keys) {
    List<String> ids = keys.stream().map(SharedKey::id).toList();
    if (last.known() && !last.failing() && ids.equals(idsOf(last))) {
      return last;
    }
    LOG.log(Level.INFO, "event=shared-keys-loaded keys=" + ids);
    return new Shared(keys, true, false);
  }

  private static List<String> idsOf(Shared shared) {
    return shared.keys().stream().map(SharedKey::id).toList();
  }

  private static Shared failed(Shared last, String reason, Optional<RuntimeException> cause) {
    if (last.failing()) {
      return last;
    }
    String line = "event=shared-keys-unreadable reason=" + reason;
    cause.ifPresentOrElse(e -> LOG.log(Level.ERROR, line, e), () -> LOG.log(Level.ERROR, line));
    return new Shared(last.keys(), last.known(), true);
  }
}
