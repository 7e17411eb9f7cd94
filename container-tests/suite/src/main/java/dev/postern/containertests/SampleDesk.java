package dev.postern.containertests;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Http;
import java.util.Map;

/** The users of the sample, and how each of its zones lets them in. */
record SampleDesk(Http http) {

  private static final Map<String, String> PASSWORDS =
      Map.of("alice", "parcel-alice-1", "carol", "parcel-carol-1", "bob", "parcel-bob-1");

  Call as(String user, String zone, String method, String path) {
    return with(login(zone, user), zone, method, path);
  }

  /** By the token if the login gave one, else by the cookie. */
  Call with(Answer login, String zone, String method, String path) {
    Call call = http.call(method, "/" + zone + path);
    return zone.equals("session")
        ? call.cookie(login.setCookie().name(), login.setCookie().value())
        : call.bearer(login.text("access_token"));
  }

  Browser browser(String zone, String user) {
    Browser browser = http.browser();
    browser.post("/" + zone + "/login").json(Zone.credentials(user, PASSWORDS.get(user))).send();
    return browser;
  }

  Answer login(String zone, String user) {
    return http.post("/" + zone + "/login")
        .json(Zone.credentials(user, PASSWORDS.get(user)))
        .send();
  }

  Answer loginByForm(String zone, String user) {
    return http.post("/" + zone + "/login")
        .form("username", user, "password", PASSWORDS.get(user))
        .send();
  }
}
