package dev.postern.containertests;

import dev.postern.containertests.app.Accounts;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Http;
import java.util.Map;

/** The client's side of one zone of a test WAR. Immutable. */
record Zone(Http http, String name) {

  private static final Map<String, String> PASSWORDS =
      Map.of(
          "ada", Accounts.ADA_PASSWORD,
          "odo", Accounts.ODO_PASSWORD,
          "sue", Accounts.SUE_PASSWORD);

  static Zone of(String context, String name) {
    return new Zone(Http.at("/" + context), name);
  }

  Call get(String path) {
    return http.get(path(path));
  }

  Call post(String path) {
    return http.post(path(path));
  }

  Call call(String method, String path) {
    return http.call(method, path(path));
  }

  String path(String path) {
    return "/" + name + path;
  }

  /** A login by JSON, as a script would do it. */
  Answer login(String user) {
    return login(user, PASSWORDS.get(user));
  }

  Answer login(String user, String password) {
    return post("/login").json(credentials(user, password)).send();
  }

  /** A browser that has logged in, by the cookie if the zone sets one. */
  Browser browser(String user) {
    Browser browser = http.browser();
    Answer answer =
        browser.post(path("/login")).json(credentials(user, PASSWORDS.get(user))).send();
    if (answer.status() != 200 || browser.cookies().isEmpty()) {
      throw new AssertionError("no cookie from the login: " + answer);
    }
    return browser;
  }

  /** A bearer token, from a zone that hands them out. */
  String token(String user) {
    Answer answer = login(user);
    if (answer.status() != 200) {
      throw new AssertionError("no token from the login: " + answer);
    }
    return answer.text("access_token");
  }

  static String passwordOf(String user) {
    return PASSWORDS.get(user);
  }

  static String credentials(String user, String password) {
    return "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
  }
}
