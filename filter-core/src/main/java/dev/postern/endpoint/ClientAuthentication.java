package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.protection.ClientAssertions;
import dev.postern.protection.ClientSecrets;
import dev.postern.protection.LoginResult;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out which client asks: by its secret, in the {@code Authorization} header or in the form,
 * or by an assertion that it signed (RFC 7523 section 2.2); in one way and never in two (RFC 6749
 * section 2.3). Thread-safe.
 */
public final class ClientAuthentication {

  private static final String ID = "client_id";
  private static final String SECRET = "client_secret";
  private static final String ASSERTION = "client_assertion";
  private static final String ASSERTION_TYPE = "client_assertion_type";
  private static final String SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** What is read of the form. */
  static final Set<String> FIELDS = Set.of(ID, SECRET, ASSERTION, ASSERTION_TYPE);

  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final AssertionAudience audience;

  /** Puts the parts together. */
  public ClientAuthentication(
      ClientSecrets secrets, ClientAssertions assertions, AssertionAudience audience) {
    this.secrets = requireNonNull(secrets, "secrets");
    this.assertions = requireNonNull(assertions, "assertions");
    this.audience = requireNonNull(audience, "audience");
  }

  ClientProof of(Posted.Fields form, EndpointCall call) {
    Optional<String> header =
        Optional.ofNullable(call.request().getHeader("Authorization")).filter(BasicHeader::isOne);
    boolean signs = form.of(ASSERTION).isPresent() || form.of(ASSERTION_TYPE).isPresent();
    long ways =
        Stream.of(header.isPresent(), form.of(SECRET).isPresent(), signs)
            .filter(way -> way)
            .count();
    if (ways > 1) {
      return new ClientProof.Failed(ClientError.INVALID_REQUEST);
    }
    return signs ? byAssertion(form, call) : bySecret(header, form, call);
  }

  private ClientProof byAssertion(Posted.Fields form, EndpointCall call) {
    Optional<String> assertion = form.of(ASSERTION);
    Optional<String> type = form.of(ASSERTION_TYPE);
    if (assertion.isEmpty() || type.isEmpty()) {
      return new ClientProof.Failed(ClientError.INVALID_REQUEST);
    }
    if (!type.get().equals(SIGNED)) {
      return new ClientProof.Failed(ClientError.INVALID_CLIENT);
    }
    return proofOf(
        assertions.check(
            assertion.get(),
            form.of(ID),
            audience.at(call.request()),
            call.request().getRemoteAddr(),
            call.now()));
  }

  private ClientProof bySecret(Optional<String> header, Posted.Fields form, EndpointCall call) {
    Optional<BasicHeader> claimed =
        header.isPresent() ? BasicHeader.read(header.get()) : inForm(form);
    if (claimed.isEmpty() || isAnother(form.of(ID), claimed.get())) {
      return new ClientProof.Failed(ClientError.INVALID_CLIENT);
    }
    return proofOf(
        secrets.check(
            claimed.get().client(),
            claimed.get().secret(),
            call.request().getRemoteAddr(),
            call.now()));
  }

  private static Optional<BasicHeader> inForm(Posted.Fields form) {
    return form.of(ID).flatMap(id -> form.of(SECRET).map(secret -> new BasicHeader(id, secret)));
  }

  private static boolean isAnother(Optional<String> id, BasicHeader claimed) {
    return id.filter(name -> !name.equals(claimed.client())).isPresent();
  }

  private static ClientProof proofOf(LoginResult result) {
    if (result instanceof LoginResult.Verified verified) {
      return new ClientProof.Proved(verified.identity());
    }
    if (result instanceof LoginResult.Throttled throttled) {
      return new ClientProof.Refused(Refusal.tooManyAttempts(throttled.retryAfter()));
    }
    if (result instanceof LoginResult.Busy busy) {
      return new ClientProof.Refused(Refusal.unavailable(busy.retryAfter()));
    }
    return new ClientProof.Failed(ClientError.INVALID_CLIENT);
  }
}
