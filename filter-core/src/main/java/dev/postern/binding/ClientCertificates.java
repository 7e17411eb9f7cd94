package dev.postern.binding;

import static java.util.Objects.requireNonNull;

import dev.postern.token.CertificateThumbprint;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the certificate of whoever sent a request: that of the TLS connection, or, where the
 * connection comes from a proxy that is trusted, the one in the header that the proxy writes (RFC
 * 9440). Anybody else may write that header too, so nobody else's is read (MT-2). Immutable and
 * thread-safe.
 */
final class ClientCertificates {

  /** Servlet 6.0 section 3.10. */
  private static final String OF_CONNECTION = "jakarta.servlet.request.X509Certificate";

  private final Optional<String> header;
  private final List<AddressRange> proxies;

  /**
   * Certificates of connections, and of this header of these proxies.
   *
   * @param header empty if there is no proxy that ends TLS
   */
  ClientCertificates(Optional<String> header, List<AddressRange> proxies) {
    this.header = requireNonNull(header, "header");
    this.proxies = List.copyOf(proxies);
  }

  /** The SHA-256 thumbprint in unpadded base64url; empty if there is no certificate. */
  Optional<String> thumbprint(HttpServletRequest request) {
    return header.isPresent() && isFromProxy(request)
        ? inHeader(request, header.get())
        : ofConnection(request);
  }

  private boolean isFromProxy(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    return peer != null && proxies.stream().anyMatch(range -> range.contains(peer));
  }

  /** The proxy's own certificate is not the client's; two headers are one too many. */
  private static Optional<String> inHeader(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    List<String> all = values == null ? List.of() : Collections.list(values);
    return all.size() == 1 ? CertificateThumbprint.ofHeader(all.get(0)) : Optional.empty();
  }

  private static Optional<String> ofConnection(HttpServletRequest request) {
    return request.getAttribute(OF_CONNECTION) instanceof X509Certificate[] chain
            && chain.length > 0
        ? CertificateThumbprint.of(chain[0])
        : Optional.empty();
  }
}
