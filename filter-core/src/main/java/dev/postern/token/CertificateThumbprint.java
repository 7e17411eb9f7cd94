package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * The {@code x5t#S256} of a certificate: SHA-256 of its DER form (RFC 8705 section 3.1). Stateless
 * and thread-safe.
 */
public final class CertificateThumbprint {

  private static final int LONGEST = 16_384;

  private CertificateThumbprint() {}

  /** Of a certificate; empty for one that has no DER form. */
  public static Optional<String> of(X509Certificate certificate) {
    try {
      return Optional.of(Sha256.of(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Of what a proxy writes into a header: base64 between colons (RFC 9440 section 2.1), or PEM,
   * with line ends, with blanks in their place, or escaped as in an address. Whoever has verified
   * the certificate is the proxy.
   */
  public static Optional<String> ofHeader(String value) {
    if (value.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getDecoder().decode(base64(value.strip()));
      return der.length == 0 ? Optional.empty() : Optional.of(Sha256.of(der));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String base64(String value) {
    if (value.length() > 1 && value.startsWith(":") && value.endsWith(":")) {
      return value.substring(1, value.length() - 1);
    }
    // A plus sign is base64 here, and never a blank.
    String plain =
        value.contains("%") ? URLDecoder.decode(value.replace("+", "%2B"), UTF_8) : value;
    return plain
        .replace("-----BEGIN CERTIFICATE-----", "")
        .replace("-----END CERTIFICATE-----", "")
        .replaceAll("\\s", "");
  }
}
