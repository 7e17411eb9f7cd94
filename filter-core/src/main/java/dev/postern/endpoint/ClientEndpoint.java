package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import dev.postern.protection.ClientSecrets;
import dev.postern.protection.LoginResult;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A path for clients: a form that is posted, by somebody who proves a client's id with its secret,
 * in the {@code Authorization} header or in the form and never in both (RFC 6749 section 2.3).
 * Thread-safe.
 */
final class ClientEndpoint implements Endpoint {

  private static final System.Logger LOG = System.getLogger(ClientEndpoint.class.getName());
  private static final String ID = "client_id";
  private static final String SECRET = "client_secret";

  private final String path;
  private final Set<String> fields;
  private final ClientSecrets secrets;
  private final Refusals refusals;
  private final String realm;
  private final ClientCall answer;

  /**
   * An endpoint.
   *
   * @param fields those that {@code answer} reads
   * @param realm of the challenge
   */
  ClientEndpoint(
      String path,
      Set<String> fields,
      ClientSecrets secrets,
      Refusals refusals,
      String realm,
      ClientCall answer) {
    this.path = requireNonNull(path, "path");
    this.fields =
        Stream.concat(fields.stream(), Stream.of(ID, SECRET))
            .collect(Collectors.toUnmodifiableSet());
    this.secrets = requireNonNull(secrets, "secrets");
    this.refusals = requireNonNull(refusals, "refusals");
    this.realm = requireNonNull(realm, "realm");
    this.answer = requireNonNull(answer, "answer");
  }

  @Override
  public boolean isFor(GatedRequest asked) {
    return asked.path().text().equals(path);
  }

  @Override
  public void answer(EndpointCall call) throws IOException {
    if (!call.asked().method().equals("POST")) {
      refuse(Refusal.methodNotAllowed("POST"), call);
    } else if (!MediaType.of(call.request()).isForm()) {
      refuse(Refusal.unsupportedMediaType(), call);
    } else {
      read(BodyReader.read(call.request(), fields), call);
    }
  }

  private void read(Posted posted, EndpointCall call) throws IOException {
    if (call.response().isCommitted()) {
      return; // A body that breaks off is answered by the container itself.
    }
    if (posted instanceof Posted.Fields form) {
      authenticate(form, call);
    } else {
      ClientError.INVALID_REQUEST.send(call, realm);
    }
  }

  private void authenticate(Posted.Fields form, EndpointCall call) throws IOException {
    Optional<String> header =
        Optional.ofNullable(call.request().getHeader("Authorization")).filter(BasicHeader::isOne);
    if (header.isPresent() && form.of(SECRET).isPresent()) {
      ClientError.INVALID_REQUEST.send(call, realm);
      return;
    }
    Optional<BasicHeader> claimed =
        header.isPresent() ? BasicHeader.read(header.get()) : inForm(form);
    if (claimed.isEmpty() || isAnother(form.of(ID), claimed.get())) {
      ClientError.INVALID_CLIENT.send(call, realm);
    } else {
      check(claimed.get(), form, call);
    }
  }

  private static Optional<BasicHeader> inForm(Posted.Fields form) {
    return form.of(ID).flatMap(id -> form.of(SECRET).map(secret -> new BasicHeader(id, secret)));
  }

  private static boolean isAnother(Optional<String> id, BasicHeader claimed) {
    return id.filter(name -> !name.equals(claimed.client())).isPresent();
  }

  private void check(BasicHeader claimed, Posted.Fields form, EndpointCall call)
      throws IOException {
    LoginResult result =
        secrets.check(
            claimed.client(), claimed.secret(), call.request().getRemoteAddr(), call.now());
    if (result instanceof LoginResult.Verified verified) {
      answer.answer(verified.identity(), form, call);
    } else if (result instanceof LoginResult.Throttled throttled) {
      refuse(Refusal.tooManyAttempts(throttled.retryAfter()), call);
    } else if (result instanceof LoginResult.Busy busy) {
      refuse(Refusal.unavailable(busy.retryAfter()), call);
    } else {
      LOG.log(
          Level.INFO,
          () -> "event=client-refused path=" + path + " address=" + call.request().getRemoteAddr());
      ClientError.INVALID_CLIENT.send(call, realm);
    }
  }

  private void refuse(Refusal refusal, EndpointCall call) throws IOException {
    refusals.send(refusal, call.request(), call.response());
  }
}
