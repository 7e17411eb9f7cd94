package dev.postern.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** One PKCS#8 private key or one public key from a PEM file (RFC 7468 sections 10 and 13). */
final class PemReader {

  private static final List<String> KINDS = List.of("EC", "Ed25519", "RSA");

  private static final Pattern BLOCK =
      Pattern.compile(
          "\\s*-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----\\s*");

  private final String name;
  private final JwsAlgorithm configured;

  PemReader(String name, JwsAlgorithm configured) {
    this.name = name;
    this.configured = configured;
  }

  /** A PEM file states no times. */
  KeyFile read(byte[] content) {
    PublicJsonWebKey jwk = jwk(content);
    RingKey ringKey = RingKey.of(algorithm(jwk), jwk);
    return new KeyFile(name, ringKey, Optional.empty(), Optional.empty());
  }

  PublicJsonWebKey jwk(byte[] content) {
    Matcher block = BLOCK.matcher(new String(content, ISO_8859_1));
    if (!block.matches()) {
      throw problem(
          "is not one PKCS#8 private or one public key",
          "Convert it: openssl pkcs8 -topk8 -nocrypt -in " + name + " -out new.pem");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return jwk(decode(block.group(1).equals("PRIVATE"), der));
    } catch (GeneralSecurityException | JoseException | RuntimeException e) {
      // The cause may hold the private key.
      throw problem("holds no EC P-256, Ed25519 or RSA key", "Make a new key, or export it again");
    }
  }

  private static Key decode(boolean isPrivate, byte[] der) throws GeneralSecurityException {
    InvalidKeySpecException last = new InvalidKeySpecException();
    for (String kind : KINDS) {
      try {
        KeyFactory factory = KeyFactory.getInstance(kind);
        return isPrivate
            ? factory.generatePrivate(new PKCS8EncodedKeySpec(der))
            : factory.generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        last = e; // A key of another kind; the last one tried says the file is none of them.
      }
    }
    throw last;
  }

  private static PublicJsonWebKey jwk(Key key) throws GeneralSecurityException, JoseException {
    return key instanceof PrivateKey secret
        ? NewKey.pair(new KeyPair(PublicHalf.of(secret), secret))
        : PublicJsonWebKey.Factory.newPublicJwk((PublicKey) key);
  }

  private JwsAlgorithm algorithm(PublicJsonWebKey jwk) {
    return switch (jwk.getKeyType()) {
      case "EC" -> JwsAlgorithm.ES256;
      case "OKP" -> JwsAlgorithm.EDDSA;
      default -> configured.isRsa() ? configured : JwsAlgorithm.PS256;
    };
  }

  private InvalidKeysException problem(String what, String fix) {
    return new InvalidKeysException("has a file " + name + " that " + what, fix);
  }
}
