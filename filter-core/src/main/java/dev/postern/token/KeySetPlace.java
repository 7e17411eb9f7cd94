package dev.postern.token;

import dev.postern.config.InvalidValueException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where another party's public keys are: at an https address, or in a file of this machine.
 * Stateless and thread-safe.
 */
final class KeySetPlace {

  private KeySetPlace() {}

  /** Reads what an operator wrote; a file has to be there and to hold a usable key. */
  static URI parse(String text) throws InvalidValueException {
    return text.contains("://") ? address(text) : file(text);
  }

  /** What reads it. */
  static DocumentSource documents(URI place) {
    return DocumentFile.SCHEME.equals(place.getScheme())
        ? new DocumentFile()
        : new DocumentFetcher();
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
  private static URI file(String text) throws InvalidValueException {
    try {
      URI file = Path.of(text).toUri();
      if (new IssuerKeySet(TrustedIssuer.ofKeys(text, file))
          .read(documents(file).fetch(file))
          .isEmpty()) {
        throw new InvalidValueException(
            "names a file without a public key", "Save the other's JWK Set (RFC 7517) there");
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw new InvalidValueException(
          "names a file that is no key set", "Save the other's JWK Set (RFC 7517) there");
    }
  }
}
