package dev.postern.endpoint;

import dev.postern.binding.BindingProblem;
import dev.postern.json.Json;
import java.io.IOException;
import java.util.Map;

/** How clients are told what was wrong (RFC 6749 section 5.2). Thread-safe. */
enum ClientError {
  /** A parameter is missing, doubled, or in the query. */
  INVALID_REQUEST(400, "invalid_request"),
  /** Another way to get a token than this endpoint knows. */
  UNSUPPORTED_GRANT_TYPE(400, "unsupported_grant_type"),
  /** More than the client has a right to. */
  INVALID_SCOPE(400, "invalid_scope"),
  /** No proof of a key to bind the token to (RFC 9449 section 5). */
  INVALID_DPOP_PROOF(400, "invalid_dpop_proof"),
  /** A proof without the nonce that the answer's header names (RFC 9449 section 8). */
  USE_DPOP_NONCE(400, "use_dpop_nonce"),
  /** No such client, or not its secret or its key; nobody learns which. */
  INVALID_CLIENT(401, "invalid_client");

  private final int status;
  private final String code;

  ClientError(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** What is wrong with whoever asks for a token that has to be bound. */
  static ClientError of(BindingProblem problem) {
    return switch (problem) {
      case WRONG_PROOF, USED_PROOF -> INVALID_DPOP_PROOF;
      case NONCE_WANTED -> USE_DPOP_NONCE;
      case NOT_UNDERSTOOD, UNBOUND, WRONG_SENDER -> INVALID_REQUEST;
    };
  }

  /**
   * Answers with it.
   *
   * @param realm of the challenge, between quotes
   */
  void send(EndpointCall call, String realm) throws IOException {
    Answer.begin(call.response());
    call.response().setStatus(status);
    if (this == INVALID_CLIENT) {
      call.response().setHeader("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
    }
    Answer.body(
        call.request(), call.response(), "application/json", Json.write(Map.of("error", code)));
  }
}
