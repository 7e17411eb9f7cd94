package dev.postern.token;

import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import javax.crypto.SecretKey;

/** What makes a well-formed key unfit for use. */
final class KeyChecks {

  private static final int MIN_RSA_BITS = 2048;
  private static final int MIN_HMAC_BYTES = 32;

  /** 32 random bytes have about 30 different values; fewer than 16 never happens by chance. */
  private static final int MIN_DIFFERENT_BYTES = 16;

  /** Thumbprints of keys whose private halves are in every reader's hands. */
  private static final Set<String> SAMPLES =
      Set.of(
          "y_x3gCJnL6oKGBBIXScabduwxTVy2Wd2bzRVEUbdUzc", // RFC 7515 A.1, HS256
          "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8", // RFC 7515 A.2, RS256
          "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", // RFC 7515 A.3, ES256
          "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", // RFC 7517 A.2, EC
          "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", // RFC 7517 A.2, RSA
          "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI", // RFC 7520 3.4, RSA
          "RtoRur_1Dir5M4wuOfqNkDYOf9O_4RJ-aHkTA75RLA8", // RFC 7520 3.5, HS256
          "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", // RFC 8037 A.1, Ed25519
          "19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8", // jwt.io, ES256
          "oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY"); // jwt.io, RS256

  private final String name;

  KeyChecks(String name) {
    this.name = name;
  }

  void requireSound(RingKey key) {
    requireFit(key.id(), key.verifying());
    if (key.signing().isPresent() && !verifiesWhatItSigns(key)) {
      throw halves();
    }
  }

  void requireSound(EncryptionKey key) {
    requireFit(key.id(), key.encrypting());
    if (key.encrypting() instanceof SecretKey secret
        && secret.getEncoded().length != ContentEncryption.KEY_BYTES) {
      throw problem("holds a key that is not of 32 bytes", "Make a new key");
    }
    if (key.decrypting().isEmpty()) {
      throw problem(
          "holds only the public half of a key to encrypt with",
          "Bring the private key: tokens are encrypted for ourselves");
    }
    if (!decryptsWhatItEncrypts(key)) {
      throw halves();
    }
  }

  private void requireFit(String id, Key half) {
    if (SAMPLES.contains(id)) {
      throw problem("holds a sample key that everybody knows", "Make a key of your own");
    }
    if (half instanceof RSAPublicKey rsa) {
      requireStrong(rsa.getModulus().bitLength(), MIN_RSA_BITS, "bits");
    } else if (half instanceof SecretKey secret) {
      requireSecret(secret.getEncoded());
    } else if (half instanceof ECPublicKey ec && !P256.contains(ec.getW())) {
      throw problem("holds a point that is not on P-256", "Make a new key, or export it again");
    }
  }

  /** All printable, as a password is, or too uniform; 32 random bytes are neither. */
  static boolean isGuessable(byte[] secret) {
    boolean printable = true;
    boolean[] seen = new boolean[256];
    int different = 0;
    for (byte b : secret) {
      printable &= b >= ' ' && b <= '~';
      different += seen[b & 0xff] ? 0 : 1;
      seen[b & 0xff] = true;
    }
    return printable || different < MIN_DIFFERENT_BYTES;
  }

  private void requireSecret(byte[] secret) {
    requireStrong(secret.length, MIN_HMAC_BYTES, "bytes");
    if (isGuessable(secret)) {
      throw problem("holds a password or a pattern instead of random bytes", "Make a new key");
    }
  }

  private void requireStrong(int size, int least, String unit) {
    if (size < least) {
      throw problem(
          "holds a key of " + size + " " + unit, "Make one of at least " + least + " " + unit);
    }
  }

  private static boolean verifiesWhatItSigns(RingKey key) {
    try {
      String token = SignedTokens.sign(key, "self-test", "{}");
      return SignedTokens.isSignedWith(key, CompactToken.parse(token, JwtProfile.LONGEST));
    } catch (IllegalStateException | RefusedTokenException e) {
      return false;
    }
  }

  private static boolean decryptsWhatItEncrypts(EncryptionKey key) {
    JweMethod method = new JweMethod(key.algorithm(), ContentEncryption.A256GCM);
    try {
      CompactToken token =
          CompactToken.parse(
              EncryptedTokens.encrypt("self-test", key.id(), key.encrypting(), method),
              JwtProfile.LONGEST);
      JweHeader header = JweHeader.parse(token.segment(0), Set.of(method));
      return EncryptedTokens.decrypt(token, header, key.decrypting().orElseThrow()).isPresent();
    } catch (IllegalStateException | RefusedTokenException e) {
      return false;
    }
  }

  private InvalidKeysException halves() {
    return problem(
        "holds halves that do not belong together", "Make a new key, or export it again");
  }

  private InvalidKeysException problem(String what, String fix) {
    return new InvalidKeysException("has a file " + name + " that " + what, fix);
  }
}
