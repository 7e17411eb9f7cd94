package dev.postern.containertests.cluster;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.http.SetCookie;
import java.util.Optional;

/**
 * What a browser asks of the session zone of the sample on one node, with the credential it is
 * told. Immutable.
 */
record Desk(Http http) {

  private static final String COOKIE = "__Host-parcels-session";

  Call login(String user) {
    return http.post("/session/login")
        .json("{\"username\":\"" + user + "\",\"password\":\"" + user + "\"}");
  }

  Call login(String user, String credential) {
    return with(credential, login(user));
  }

  Call logout(String credential) {
    return with(credential, http.post("/session/logout"));
  }

  Call whoami(String credential) {
    return with(credential, http.get("/session/whoami"));
  }

  Call put(String credential, String name, Object value) {
    return with(credential, http.call("PUT", "/session/attributes/" + name))
        .body("text/plain", String.valueOf(value));
  }

  Call attributes(String credential) {
    return with(credential, http.get("/session/attributes"));
  }

  /** Sets an attribute and answers, with the save, some milliseconds later. */
  Call slow(String credential, String name, int millis) {
    return with(credential, http.post("/session/lab/slow?ms=" + millis + "&name=" + name));
  }

  Call commit(String credential, String way, String name, Object value) {
    return with(
        credential, http.get("/session/lab/commit/" + way + "?name=" + name + "&value=" + value));
  }

  Call count(String credential) {
    return with(credential, http.post("/session/lab/counter"));
  }

  Call rotate(String credential) {
    return with(credential, http.post("/session/lab/rotate"));
  }

  /** Without a session yet: the answer makes one. */
  Call watch(String number) {
    return http.call("PUT", "/public/watched/" + number);
  }

  Call watch(String credential, String number) {
    return with(credential, watch(number));
  }

  Call watched(String credential) {
    return with(credential, http.get("/public/watched"));
  }

  /** The credential that an answer gives to the browser. */
  static String credentialOf(Answer answer) {
    return newCredential(answer)
        .orElseThrow(() -> new AssertionError("no credential came with " + answer));
  }

  static Optional<String> newCredential(Answer answer) {
    return answer.setCookies().stream()
        .filter(cookie -> cookie.name().equals(COOKIE) && !cookie.deletes())
        .map(SetCookie::value)
        .findFirst();
  }

  private static Call with(String credential, Call call) {
    return call.cookie(COOKIE, credential);
  }
}
