package dev.postern.binding;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import dev.postern.token.ProofVerifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Looks at the senders of one filter's requests. Immutable and thread-safe. */
public final class Binding {

  private static final String NONCE = "DPoP-Nonce";

  private final BindingSettings settings;
  private final ProofRules rules;
  private final ClientCertificates certificates;

  /**
   * Of one filter.
   *
   * @param origins by which clients know the application, as {@code https://shop.example}
   * @param clockSkew how far a client's clock may be ahead of ours
   * @param uses knows which proofs were used
   * @param nonceMac text to base64url, the same on every node and nowhere else
   */
  public Binding(
      BindingSettings settings,
      Set<String> origins,
      Duration clockSkew,
      ProofUse uses,
      UnaryOperator<String> nonceMac) {
    this.settings = requireNonNull(settings, "settings");
    this.rules =
        new ProofRules(
            new ProofVerifier(settings.algorithms(), clockSkew),
            origins,
            settings.nonce() ? Optional.of(new Nonces(nonceMac)) : Optional.empty(),
            requireNonNull(uses, "uses"));
    this.certificates = new ClientCertificates(settings.header(), settings.proxies());
  }

  /** Whoever sent this request; nothing is looked at yet. */
  public Sender senderOf(GatedRequest asked, HttpServletRequest request) {
    return settings.isOff()
        ? Sender.UNSEEN
        : new RequestSender(
            settings.dpop(),
            settings.mtls(),
            new RequestProof(rules, asked.proofs(), asked.method(), request.getRequestURI()),
            settings.dpop() != BindingMode.OFF && asked.dpopToken().isPresent(),
            () -> certificates.thumbprint(request));
  }

  /** Tells a client that makes proofs which nonce the next one needs (RFC 9449 section 8). */
  public void offerNonce(GatedRequest asked, HttpServletResponse response, Instant now) {
    if (asked.dpopToken().isPresent() || !asked.proofs().isEmpty()) {
      rules.nonces().ifPresent(nonces -> response.setHeader(NONCE, nonces.at(now)));
    }
  }
}
