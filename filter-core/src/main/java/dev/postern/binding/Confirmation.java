package dev.postern.binding;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * To whom a token is bound: its claim {@code cnf} (RFC 7800). Immutable and thread-safe.
 *
 * @param key {@code jkt}: the RFC 7638 thumbprint of the key that signs DPoP proofs
 * @param certificate {@code x5t#S256}: the thumbprint of the client's certificate
 * @param isUnderstood false for a claim that says something else, or more; such a token is nobody's
 */
public record Confirmation(
    Optional<String> key, Optional<String> certificate, boolean isUnderstood) {

  /** Of a token that is good for whoever has it. */
  public static final Confirmation NONE = of(Optional.empty(), Optional.empty());

  private static final Confirmation STRANGE =
      new Confirmation(Optional.empty(), Optional.empty(), false);

  private static final String CLAIM = "cnf";
  private static final String KEY = "jkt";
  private static final String CERTIFICATE = "x5t#S256";

  /** SHA-256 in unpadded base64url. */
  private static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";

  /** Refuses null. */
  public Confirmation {
    requireNonNull(key, "key");
    requireNonNull(certificate, "certificate");
  }

  /** To a key, a certificate, both or nothing. */
  public static Confirmation of(Optional<String> key, Optional<String> certificate) {
    return new Confirmation(key, certificate, true);
  }

  /** What the claims of a verified token say. */
  public static Confirmation in(Map<String, Object> claims) {
    if (!claims.containsKey(CLAIM)) {
      return NONE;
    }
    return claims.get(CLAIM) instanceof Map<?, ?> members && isKnown(members)
        ? of(text(members.get(KEY)), text(members.get(CERTIFICATE)))
        : STRANGE;
  }

  /** Whether anybody may use the token who has it. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** The claims of a token that is bound so; empty for {@link #NONE}. */
  public Map<String, Object> claims() {
    Map<String, Object> members = new LinkedHashMap<>();
    key.ifPresent(thumbprint -> members.put(KEY, thumbprint));
    certificate.ifPresent(thumbprint -> members.put(CERTIFICATE, thumbprint));
    return members.isEmpty() ? Map.of() : Map.of(CLAIM, members);
  }

  /** The same as a set of texts, one for each; {@link #NONE} has none. */
  public Set<String> proofs() {
    Set<String> proofs = new TreeSet<>();
    key.ifPresent(thumbprint -> proofs.add(KEY + ":" + thumbprint));
    certificate.ifPresent(thumbprint -> proofs.add(CERTIFICATE + ":" + thumbprint));
    return proofs;
  }

  /** How a client has to send a token that is bound so (RFC 9449 section 5, RFC 6750). */
  public String tokenType() {
    return key.isPresent() ? "DPoP" : "Bearer";
  }

  private static boolean isKnown(Map<?, ?> members) {
    return !members.isEmpty()
        && Set.of(KEY, CERTIFICATE).containsAll(members.keySet())
        && members.values().stream().allMatch(Confirmation::isThumbprint);
  }

  private static boolean isThumbprint(@Nullable Object value) {
    return value instanceof String text && text.matches(THUMBPRINT);
  }

  private static Optional<String> text(@Nullable Object value) {
    return Optional.ofNullable(value).map(String::valueOf);
  }
}
