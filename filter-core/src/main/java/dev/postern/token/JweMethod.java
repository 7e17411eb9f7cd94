package dev.postern.token;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.postern.config.InvalidValueException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a token is encrypted: both halves of it. Immutable and thread-safe.
 *
 * @param algorithm the header {@code alg}
 * @param encryption the header {@code enc}
 */
public record JweMethod(JweAlgorithm algorithm, ContentEncryption encryption) {

  /** What is used where nothing else is said. */
  public static final JweMethod DEFAULT =
      new JweMethod(JweAlgorithm.DIR, ContentEncryption.A256GCM);

  private static final String ALGORITHMS =
      Arrays.stream(JweAlgorithm.values()).map(JweAlgorithm::headerName).collect(joining(", "));

  private static final String ENCRYPTIONS =
      Arrays.stream(ContentEncryption.values())
          .map(ContentEncryption::headerName)
          .collect(joining(" or "));

  /** Refuses null. */
  public JweMethod {
    requireNonNull(algorithm, "algorithm");
    requireNonNull(encryption, "encryption");
  }

  /** Empty if either name is not exactly that of one we know. */
  static Optional<JweMethod> named(String algorithm, String encryption) {
    return JweAlgorithm.named(algorithm)
        .flatMap(alg -> ContentEncryption.named(encryption).map(enc -> new JweMethod(alg, enc)));
  }

  /** {@code RSA-OAEP-256/A256GCM}. */
  static JweMethod parse(String text) throws InvalidValueException {
    int slash = text.indexOf('/');
    Optional<JweMethod> method =
        slash < 0 ? Optional.empty() : named(text.substring(0, slash), text.substring(slash + 1));
    return method.orElseThrow(
        () ->
            new InvalidValueException(
                "is no encryption of tokens",
                "Write one of " + ALGORITHMS + ", a slash, and " + ENCRYPTIONS));
  }

  /** Several, separated by commas. */
  static Set<JweMethod> parseAll(String text) throws InvalidValueException {
    Set<JweMethod> methods = new LinkedHashSet<>();
    for (String each : List.of(text.split(",", -1))) {
      methods.add(parse(each.strip()));
    }
    return Set.copyOf(methods);
  }

  @Override
  public String toString() {
    return algorithm.headerName() + "/" + encryption.headerName();
  }
}
