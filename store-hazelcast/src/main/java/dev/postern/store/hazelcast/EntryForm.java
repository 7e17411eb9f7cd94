package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import dev.postern.store.Lifetime;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@link Entry} as bytes. Stateless and thread-safe. */
final class EntryForm {

  private static final char LIVE = 'S';

  /** A session of which some attributes are kept apart; after what {@link #LIVE} has come those. */
  private static final char PARTED = 'L';

  private static final char POINTER = 'P';

  /** After what {@link #POINTER} has comes whose session it is. */
  private static final char OWNED = 'O';

  /** Two forms, of the pointer and of the session. */
  private static final char LEAVING = 'M';

  private static final char TOMBSTONE = 'T';

  private EntryForm() {}

  static byte[] encode(Entry entry) {
    if (entry instanceof Live live) {
      return live.apart().isEmpty()
          ? FormWriter.form(LIVE, out -> writeLive(out, live))
          : FormWriter.form(PARTED, out -> writeParted(out, live));
    }
    if (entry instanceof Pointer pointer) {
      return pointer.subject().isEmpty()
          ? FormWriter.form(POINTER, out -> writePointer(out, pointer))
          : FormWriter.form(OWNED, out -> writeOwned(out, pointer));
    }
    if (entry instanceof Leaving leaving) {
      return FormWriter.form(LEAVING, out -> writeLeaving(out, leaving));
    }
    return FormWriter.form(TOMBSTONE, out -> writeTombstone(out, (Tombstone) entry));
  }

  static Entry decode(byte[] form) {
    return FormReader.read(form, EntryForm::read);
  }

  private static Entry read(FormReader in) {
    char kind = in.kind();
    if (kind == LIVE) {
      return readLive(in);
    }
    if (kind == PARTED) {
      return readParted(in);
    }
    if (kind == POINTER) {
      return readPointer(in);
    }
    if (kind == OWNED) {
      return readPointer(in).of(Optional.of(new SubjectKey(in.text())));
    }
    if (kind == LEAVING) {
      return readLeaving(in);
    }
    if (kind == TOMBSTONE) {
      return new Tombstone(in.instant(), in.instant());
    }
    throw new IllegalStateException("the entry is of an unknown kind");
  }

  private static void writePointer(DataOutputStream out, Pointer pointer) throws IOException {
    FormWriter.text(out, pointer.to().value());
    FormWriter.instant(out, pointer.end());
    out.writeBoolean(pointer.readable());
  }

  private static void writeOwned(DataOutputStream out, Pointer pointer) throws IOException {
    writePointer(out, pointer);
    FormWriter.text(out, pointer.subject().orElseThrow().value());
  }

  private static void writeLeaving(DataOutputStream out, Leaving leaving) throws IOException {
    FormWriter.bytes(out, encode(leaving.pointer()));
    FormWriter.bytes(out, leaving.moved().toByteArray());
  }

  private static void writeTombstone(DataOutputStream out, Tombstone tombstone) throws IOException {
    FormWriter.instant(out, tombstone.end());
    FormWriter.instant(out, tombstone.supersededUntil());
  }

  private static void writeLive(DataOutputStream out, Live live) throws IOException {
    SessionRecord session = live.session();
    out.writeLong(live.mark());
    out.writeLong(session.version());
    FormWriter.instant(out, session.lastAccessedAt());
    out.writeLong(session.lifetime().idleTimeout().toSeconds());
    out.writeInt(session.lifetime().idleTimeout().toNanosPart());
    FormWriter.instant(out, session.lifetime().deadline());
    FormWriter.bytes(out, bytesOf(session.header()));
    out.writeInt(session.attributes().size() - live.apart().size());
    for (Map.Entry<String, StoredValue> attribute : session.attributes().entrySet()) {
      if (!live.apart().containsKey(attribute.getKey())) {
        FormWriter.text(out, attribute.getKey());
        FormWriter.bytes(out, bytesOf(attribute.getValue()));
      }
    }
    out.writeInt(live.formerKeys().size());
    for (FormerKey former : live.formerKeys()) {
      writePointer(out, former.to(former.key()));
    }
  }

  private static void writeParted(DataOutputStream out, Live live) throws IOException {
    writeLive(out, live);
    out.writeInt(live.apart().size());
    for (Map.Entry<String, String> large : live.apart().entrySet()) {
      StoredValue deferred = live.session().attributes().get(large.getKey());
      FormWriter.text(out, large.getKey());
      FormWriter.text(out, large.getValue());
      out.writeInt(((StoredValue.Deferred) requireNonNull(deferred)).length());
    }
  }

  private static Pointer readPointer(FormReader in) {
    return new Pointer(new SessionKey(in.text()), in.instant(), in.flag());
  }

  private static Leaving readLeaving(FormReader in) {
    Entry leading = decode(in.bytes());
    byte[] moved = in.bytes();
    if (leading instanceof Pointer pointer && decode(moved) instanceof Live) {
      return new Leaving(pointer, new StoredValue.Bytes(moved));
    }
    throw new IllegalStateException("the entry is not one of a session that is moved");
  }

  private static Live readParted(FormReader in) {
    Live small = readLive(in);
    SessionRecord session = small.session();
    Map<String, StoredValue> attributes = new HashMap<>(session.attributes());
    Map<String, String> apart = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      String name = in.text();
      apart.put(name, in.text());
      attributes.put(name, new StoredValue.Deferred(in.number32()));
    }
    SessionRecord whole =
        new SessionRecord(
            session.header(),
            attributes,
            session.lastAccessedAt(),
            session.lifetime(),
            session.version());
    return new Live(whole, apart, small.formerKeys(), small.mark());
  }

  private static Live readLive(FormReader in) {
    long mark = in.number64();
    long version = in.number64();
    Instant lastAccessedAt = in.instant();
    Duration idleTimeout = Duration.ofSeconds(in.number64(), in.number32());
    Lifetime lifetime = new Lifetime(idleTimeout, in.instant());
    StoredValue header = new StoredValue.Bytes(in.bytes());
    SessionRecord session =
        new SessionRecord(header, readAttributes(in), lastAccessedAt, lifetime, version);
    return new Live(session, Map.of(), readFormerKeys(in), mark);
  }

  private static Map<String, StoredValue> readAttributes(FormReader in) {
    Map<String, StoredValue> attributes = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      attributes.put(in.text(), new StoredValue.Bytes(in.bytes()));
    }
    return attributes;
  }

  private static List<FormerKey> readFormerKeys(FormReader in) {
    List<FormerKey> keys = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      keys.add(new FormerKey(new SessionKey(in.text()), in.instant(), in.flag()));
    }
    return keys;
  }

  /** Core gives references only to a store that says it keeps them; this one does not. */
  private static byte[] bytesOf(StoredValue value) {
    return ((StoredValue.Bytes) value).toByteArray();
  }
}
