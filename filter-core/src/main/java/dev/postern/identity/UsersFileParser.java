package dev.postern.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the lines of a users file. Belongs to one thread. */
final class UsersFileParser {

  private static final String MAKE_ENTRY =
      "Make the line with java -jar postern-filter-core.jar new-user NAME --roles a,b.";

  private final Map<String, UserEntry> entries = new LinkedHashMap<>();
  private final Map<String, Integer> lineOf = new LinkedHashMap<>();

  private UsersFileParser() {}

  /** The entries by user name, at least one. */
  static Map<String, UserEntry> parse(InputStream in) {
    UsersFileParser parser = new UsersFileParser();
    List<String> lines = text(in).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      parser.addLine(lines.get(i).strip(), i + 1);
    }
    if (parser.entries.isEmpty()) {
      throw new UsersFileException("names no user", MAKE_ENTRY);
    }
    return parser.entries;
  }

  private static String text(InputStream in) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UsersFileException("is not UTF-8", "Save it as UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addLine(String line, int number) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] parts = line.split(":", -1);
    if (parts.length != 3) {
      throw new UsersFileException("has no name:hash:roles in line " + number, MAKE_ENTRY);
    }
    String name = parts[0].strip();
    UserEntry entry = new UserEntry(hash(parts[1].strip(), number), roles(parts[2]));
    requireIdentity(name, entry.roles(), number);
    requireFirst(name, number);
    entries.put(name, entry);
  }

  private static PasswordHash hash(String text, int number) {
    try {
      return PasswordHash.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsersFileException(
          "has a bad hash in line " + number + ": it " + e.getMessage(), MAKE_ENTRY);
    }
  }

  static Set<String> roles(String list) {
    Set<String> roles = new LinkedHashSet<>();
    if (!list.isBlank()) {
      Arrays.stream(list.split(",", -1)).map(String::strip).forEach(roles::add);
    }
    return roles;
  }

  private static void requireIdentity(String name, Set<String> roles, int number) {
    try {
      Identity.ofPassword(name, roles, Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      throw new UsersFileException(
          "has a bad name or role in line " + number, String.valueOf(e.getMessage()));
    }
  }

  private void requireFirst(String name, int number) {
    Integer first = lineOf.putIfAbsent(name, number);
    if (first != null) {
      throw new UsersFileException(
          "names \"" + name + "\" twice, in lines " + first + " and " + number,
          "Remove one of the two.");
    }
  }
}
