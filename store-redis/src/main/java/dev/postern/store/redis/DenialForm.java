package dev.postern.store.redis;

import dev.postern.store.Denial;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A denial as the fields of an entry of the stream: {@code k} the code of its kind, {@code d} the
 * keyed hash, {@code c} the cut-off and {@code u} the end, both in full precision. The server adds
 * {@code x}, when the entry may go. Stateless and thread-safe.
 */
final class DenialForm {

  private DenialForm() {}

  static List<byte[]> fieldsOf(Denial denial) {
    return List.of(
        Text.bytes("k"),
        Text.bytes(String.valueOf(denial.kind().code())),
        Text.bytes("d"),
        Text.bytes(denial.key()),
        Text.bytes("c"),
        Text.bytes(denial.cutOff().toString()),
        Text.bytes("u"),
        Text.bytes(denial.until().toString()));
  }

  static Denial parse(List<?> fields) {
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < fields.size(); i += 2) {
      byName.put(text(fields.get(i)), text(fields.get(i + 1)));
    }
    return new Denial(
        kind(value(byName, "k")),
        value(byName, "d"),
        Instant.parse(value(byName, "c")),
        Instant.parse(value(byName, "u")));
  }

  private static Denial.Kind kind(String code) {
    if (code.length() != 1) {
      throw new IllegalStateException("An entry of the log of denials has a kind of no letter.");
    }
    return new Denial.Kind(code.charAt(0));
  }

  static String text(Object bytes) {
    return Text.string((byte[]) bytes);
  }

  /** A log that cannot be understood must not be taken for one that denies nothing. */
  private static String value(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("An entry of the log of denials has no field " + name + ".");
    }
    return value;
  }
}
