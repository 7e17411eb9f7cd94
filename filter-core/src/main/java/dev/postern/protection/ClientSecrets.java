package dev.postern.protection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the secrets of clients, throttled as passwords are. A client comes with every question,
 * and a slow hash for each would occupy the processor; so a secret that was right is remembered, as
 * a hash under a key of this process. Whoever knows it gets in also while others are guessing.
 * Thread-safe.
 */
public final class ClientSecrets {

  private static final String HMAC = "HmacSHA256";

  private final CredentialVerifier verifier;
  private final PasswordLogin attempts;
  private final SecretKeySpec key;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(String hash, Identity client) {

    boolean isOf(String other) {
      return MessageDigest.isEqual(hash.getBytes(UTF_8), other.getBytes(UTF_8));
    }
  }

  /**
   * Remembers nothing yet.
   *
   * @param verifier knows the clients, who stay the same while it is asked
   */
  public ClientSecrets(CredentialVerifier verifier, PasswordLogin attempts, SecureRandom random) {
    this.verifier = requireNonNull(verifier, "verifier");
    this.attempts = requireNonNull(attempts, "attempts");
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /**
   * Whether this is the client's secret, as {@link PasswordLogin#attempt} says it.
   *
   * @param address where the request comes from
   */
  public LoginResult check(String client, String secret, String address, Instant now) {
    String hash = hashOf(secret);
    @Nullable Known before = known.get(client);
    if (before != null && before.isOf(hash)) {
      return new LoginResult.Verified(before.client());
    }
    LoginResult result = attempts.attempt(verifier, client, secret, address, now);
    if (result instanceof LoginResult.Verified verified) {
      known.put(client, new Known(hash, verified.identity()));
    }
    return result;
  }

  private String hashOf(String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(secret.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + HMAC + ".", e);
    }
  }
}
