package dev.postern.containertests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key directory of which the test knows the private key, so that it can sign what it likes. */
final class TestKeys {

  private final EllipticCurveJsonWebKey key;
  private final Path directory;

  private TestKeys(EllipticCurveJsonWebKey key, Path directory) {
    this.key = key;
    this.directory = directory;
  }

  static TestKeys inNewDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of(System.getProperty("test.libraries"), "keys"));
      Path directory = Files.createTempDirectory(parent, "ring");
      EllipticCurveJsonWebKey key = newKey();
      key.setAlgorithm("ES256");
      key.setUse("sig");
      write(directory.resolve("key.jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      write(directory.resolve("app.secret"), base64Url(secret));
      return new TestKeys(key, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some key that the server does not know. */
  static EllipticCurveJsonWebKey newKey() {
    try {
      return EcJwkGenerator.generateJwk(EllipticCurves.P256);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  String directory() {
    return directory.toString();
  }

  EllipticCurveJsonWebKey key() {
    return key;
  }

  /** The RFC 7638 thumbprint, which is the key's id. */
  String keyId() {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  /** A token with a good signature, whatever its header and its payload say. */
  String sign(String header, String payload) {
    return signWith(key.getPrivateKey(), header, payload);
  }

  static String signWith(PrivateKey privateKey, String header, String payload) {
    try {
      String input = base64Url(header) + "." + base64Url(payload);
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + base64Url(lowS(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The smaller of the two signatures that are valid, which is the one a server may insist on. */
  private static byte[] lowS(byte[] signature) {
    BigInteger order = EllipticCurves.P256.getOrder();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    return s.compareTo(order.shiftRight(1)) <= 0 ? signature : withS(signature, order.subtract(s));
  }

  /** The same signature with the other of its two valid halves. */
  static byte[] mirrored(byte[] signature) {
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    return withS(signature, EllipticCurves.P256.getOrder().subtract(s));
  }

  private static byte[] withS(byte[] signature, BigInteger s) {
    byte[] digits = s.toByteArray();
    byte[] changed = Arrays.copyOf(signature, 64);
    Arrays.fill(changed, 32, 64, (byte) 0);
    int length = Math.min(32, digits.length);
    System.arraycopy(digits, digits.length - length, changed, 64 - length, length);
    return changed;
  }

  static String base64Url(String text) {
    return base64Url(text.getBytes(StandardCharsets.UTF_8));
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
