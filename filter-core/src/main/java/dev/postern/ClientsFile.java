package dev.postern;

import dev.postern.config.InvalidValueException;
import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.UsersFile;
import dev.postern.token.AssertingClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the clients file says: of some lines {@code id:hash:rights}, as in a users file, of others
 * {@code id:jwks=KEYS:rights}. Immutable and thread-safe.
 *
 * @param secrets knows the clients that have a secret
 * @param signing the clients that have a key, without their rights
 * @param rights of each client that has a key
 */
record ClientsFile(
    CredentialVerifier secrets, List<AssertingClient> signing, Map<String, Set<String>> rights) {

  private static final String KEYS = ":jwks=";

  ClientsFile {
    signing = List.copyOf(signing);
    rights = Map.copyOf(rights);
  }

  /**
   * Reads the whole file as UTF-8. The stream stays open.
   *
   * @throws dev.postern.identity.UsersFileException if a line with a secret is wrong
   * @throws InvalidValueException if a line with keys is wrong
   * @throws UncheckedIOException if the stream cannot be read
   */
  static ClientsFile read(InputStream in, Clock clock) throws InvalidValueException {
    List<String> lines = text(in).lines().map(String::strip).toList();
    List<AssertingClient> signing = new ArrayList<>();
    Map<String, Set<String>> rights = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (hasKeys(lines.get(i))) {
        Line line = Line.of(lines.get(i), i + 1);
        signing.add(line.client());
        if (rights.put(line.client().id(), line.rights()) != null) {
          throw wrong("names a client twice", i + 1, "Remove one of its lines");
        }
      }
    }
    return new ClientsFile(secrets(lines, rights.keySet(), clock), signing, rights);
  }

  private static String text(InputStream in) throws InvalidValueException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidValueException("is not UTF-8", "Save it as UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines keep their numbers, which messages tell. */
  private static CredentialVerifier secrets(List<String> lines, Set<String> signing, Clock clock)
      throws InvalidValueException {
    for (int i = 0; i < lines.size(); i++) {
      if (!hasKeys(lines.get(i)) && signing.contains(lines.get(i).split(":", 2)[0].strip())) {
        throw wrong("gives a client both a secret and keys", i + 1, "Remove one of its lines");
      }
    }
    String rest =
        lines.stream().map(line -> hasKeys(line) ? "" : line).collect(Collectors.joining("\n"));
    boolean none = rest.lines().allMatch(line -> line.isEmpty() || line.startsWith("#"));
    return none && !signing.isEmpty()
        ? UsersFile.ofNobody(clock)
        : UsersFile.read(new ByteArrayInputStream(rest.getBytes(StandardCharsets.UTF_8)), clock);
  }

  private static boolean hasKeys(String line) {
    int colon = line.indexOf(':');
    return !line.startsWith("#") && colon >= 0 && line.startsWith(KEYS, colon);
  }

  private static InvalidValueException wrong(String problem, int line, String fix) {
    return new InvalidValueException(problem + " in line " + line, fix);
  }

  /** One client that has keys; there are colons in them, and none in its id and its rights. */
  private record Line(AssertingClient client, Set<String> rights) {

    static Line of(String line, int number) throws InvalidValueException {
      int first = line.indexOf(':');
      int last = line.lastIndexOf(':');
      if (last <= first) {
        throw wrong("has no id:jwks=KEYS:rights", number, "Write all three, rights may be empty");
      }
      String id = line.substring(0, first).strip();
      Set<String> rights =
          Arrays.stream(line.substring(last + 1).split(",", -1))
              .map(String::strip)
              .filter(right -> !right.isEmpty())
              .collect(Collectors.toUnmodifiableSet());
      try {
        Identity.ofPassword(id, rights, Instant.EPOCH);
        return new Line(
            AssertingClient.of(id, line.substring(first + KEYS.length(), last).strip()), rights);
      } catch (IllegalArgumentException e) {
        throw wrong("has a bad id or right", number, String.valueOf(e.getMessage()));
      } catch (InvalidValueException e) {
        throw wrong(e.problem(), number, e.fix());
      }
    }
  }
}
