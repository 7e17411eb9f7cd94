package dev.postern.token;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ring of a key directory, which follows the files: what is dropped in is published and signs
 * later, what is removed is void. While a file is half written, unreadable or wrong, the last good
 * ring stays, without the keys whose files are gone: removing a file is how a key is taken out of
 * use in an emergency, and must not wait. Thread-safe.
 */
final class WatchedKeys implements KeySource {

  private static final System.Logger LOG = System.getLogger(WatchedKeys.class.getName());

  private final KeyDirectory directory;
  private final KeySettings times;
  private final AppSecret secret;
  private final Polled<Loaded> polled;

  private record Loaded(
      Map<String, String> contents,
      KeyRing ring,
      Map<String, RingEntry> byFile,
      Optional<String> problem) {}

  /**
   * Reads it once.
   *
   * @throws InvalidKeysException if it cannot be used
   */
  WatchedKeys(KeyDirectory directory, KeySettings times) {
    this.directory = directory;
    this.times = times;
    this.secret = directory.secret();
    this.polled = new Polled<>(first(), times.pollInterval(), this::next);
  }

  @Override
  public KeyRing at(Instant now) {
    return polled.at(now).ring();
  }

  @Override
  public KeyRing lookedAtAnew(Instant now) {
    return polled.lookedAtAnew(now).ring();
  }

  private Loaded first() {
    Map<String, String> contents = directory.contents();
    Map<String, RingEntry> byFile = new HashMap<>();
    KeyRing ring =
        directory.ring(
            contents,
            file -> keep(byFile, file, Optional.empty()),
            UnaryOperator.identity(),
            secret);
    return new Loaded(contents, ring, Map.copyOf(byFile), Optional.empty());
  }

  private Loaded next(Loaded last, Instant now) {
    try {
      Map<String, String> contents = directory.contents();
      return contents.equals(last.contents()) && last.problem().isEmpty()
          ? last
          : loaded(last, contents, now);
    } catch (InvalidKeysException e) {
      return kept(last, e);
    }
  }

  private Loaded loaded(Loaded last, Map<String, String> contents, Instant now) {
    Map<String, RingEntry> known = new HashMap<>();
    last.byFile().values().forEach(entry -> known.put(entry.key().id(), entry));
    Map<String, RingEntry> byFile = new HashMap<>();
    KeyRing ring =
        directory.ring(
            contents,
            file -> {
              @Nullable RingEntry before = known.get(file.key().id());
              return before == null
                  ? keep(byFile, file, Optional.of(now))
                  : keep(byFile, file.name(), before);
            },
            found -> found.after(last.ring().encryption(), now, now.plus(times.publishBefore())),
            secret);
    LOG.log(Level.INFO, "event=keys-loaded keys=" + ring.keyIds(now));
    return new Loaded(contents, ring, Map.copyOf(byFile), Optional.empty());
  }

  private RingEntry keep(Map<String, RingEntry> byFile, KeyFile file, Optional<Instant> seen) {
    return keep(
        byFile,
        file.name(),
        seen.map(now -> file.signsAfter(now, now.plus(times.publishBefore())))
            .orElseGet(file::signsFromStart));
  }

  private static RingEntry keep(Map<String, RingEntry> byFile, String name, RingEntry entry) {
    byFile.put(name, entry);
    return entry;
  }

  /** A directory that cannot be listed tells of no removal. */
  private Loaded kept(Loaded last, InvalidKeysException problem) {
    if (!last.problem().equals(Optional.of(problem.problem()))) {
      LOG.log(
          Level.ERROR,
          "event=keys-unreadable message=\"the key directory "
              + problem.problem()
              + ". "
              + problem.fix()
              + ". Until then the keys before it stay, those that were removed excepted.\"");
    }
    Map<String, RingEntry> byFile = new HashMap<>(last.byFile());
    EncryptionKeys encryption = last.ring().encryption();
    Optional<Set<String>> listed = directory.namesIfListed();
    listed.ifPresent(names -> byFile.keySet().retainAll(names));
    EncryptionKeys kept = listed.map(encryption::retain).orElse(encryption);
    boolean same =
        byFile.size() == last.byFile().size() && kept.ids().count() == encryption.ids().count();
    KeyRing ring =
        same
            ? last.ring()
            : new KeyRing(
                directory.algorithm(), List.copyOf(byFile.values()), Optional.empty(), kept, false);
    return new Loaded(last.contents(), ring, Map.copyOf(byFile), Optional.of(problem.problem()));
  }
}
