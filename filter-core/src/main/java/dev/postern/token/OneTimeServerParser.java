package dev.postern.token;

import dev.postern.config.InvalidValueException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code ISS KEYS}, one a line. Stateless and thread-safe. */
final class OneTimeServerParser {

  private static final String FORM =
      "Write ISS KEYS, one server a line; KEYS is a file or an https address";

  private OneTimeServerParser() {}

  static List<OneTimeServer> parse(String text) throws InvalidValueException {
    List<OneTimeServer> servers = new ArrayList<>();
    Set<String> issuers = new HashSet<>();
    for (String line : text.split("[;\\n]", -1)) {
      if (!line.isBlank()) {
        OneTimeServer server = server(line.strip().split("\\s+", 2));
        if (!issuers.add(server.issuer())) {
          throw new InvalidValueException("names a server twice", "Remove one of the lines");
        }
        servers.add(server);
      }
    }
    return List.copyOf(servers);
  }

  private static OneTimeServer server(String[] words) throws InvalidValueException {
    if (words.length != 2) {
      throw new InvalidValueException("has a line that is not understood", FORM);
    }
    return new OneTimeServer(words[0], KeySetPlace.parse(words[1]));
  }
}
