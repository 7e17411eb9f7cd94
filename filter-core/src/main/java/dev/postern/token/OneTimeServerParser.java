package dev.postern.token;

import dev.postern.config.InvalidValueException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
    return words[1].contains("://")
        ? new OneTimeServer(words[0], address(words[1]))
        : inFile(words[0], words[1]);
  }

  private static URI address(String text) throws InvalidValueException {
    try {
      URI address = new URI(text);
      if (TrustedIssuerParser.isSafe(address)) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Answered below, as every other text that is no address.
    }
    throw new InvalidValueException(
        "has an address that is not https", "Use https; http is for localhost only");
  }

  /** A file is looked at right away: it is ours to mend, and no other server has to be up. */
  private static OneTimeServer inFile(String issuer, String file) throws InvalidValueException {
    try {
      OneTimeServer server = new OneTimeServer(issuer, Path.of(file).toUri());
      if (new IssuerKeySet(server.asIssuer())
          .read(server.documents().fetch(server.jwks()))
          .isEmpty()) {
        throw new InvalidValueException(
            "names a file without a public key", "Save what the server's jwks.path answers");
      }
      return server;
    } catch (InvalidPathException | IOException e) {
      throw new InvalidValueException(
          "names a file that is no key set", "Save what the server's jwks.path answers");
    }
  }
}
