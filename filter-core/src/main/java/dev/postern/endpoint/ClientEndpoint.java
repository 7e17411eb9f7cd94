package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A path for clients: a form that is posted by somebody who proves to be one. Thread-safe. */
final class ClientEndpoint implements Endpoint {

  private static final System.Logger LOG = System.getLogger(ClientEndpoint.class.getName());

  private final String path;
  private final Set<String> fields;
  private final ClientAuthentication authentication;
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
      ClientAuthentication authentication,
      Refusals refusals,
      String realm,
      ClientCall answer) {
    this.path = requireNonNull(path, "path");
    this.fields =
        Stream.concat(fields.stream(), ClientAuthentication.FIELDS.stream())
            .collect(Collectors.toUnmodifiableSet());
    this.authentication = requireNonNull(authentication, "authentication");
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
    ClientProof proof = authentication.of(form, call);
    if (proof instanceof ClientProof.Proved proved) {
      answer.answer(proved.client(), form, call);
    } else if (proof instanceof ClientProof.Refused refused) {
      refuse(refused.refusal(), call);
    } else if (proof instanceof ClientProof.Failed failed) {
      LOG.log(
          Level.INFO,
          () -> "event=client-refused path=" + path + " address=" + call.request().getRemoteAddr());
      failed.error().send(call, realm);
    }
  }

  private void refuse(Refusal refusal, EndpointCall call) throws IOException {
    refusals.send(refusal, call.request(), call.response());
  }
}
