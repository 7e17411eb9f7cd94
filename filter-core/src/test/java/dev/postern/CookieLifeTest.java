package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The credential's cookie has no life of its own that could end before the session's: it ends with
 * the browser, so an ordinary request never sets it again.
 */
final class CookieLifeTest {

  private static final Pattern EXPIRY = Pattern.compile("\"exp\":([0-9]+)");
  private static final Pattern ISSUED = Pattern.compile("\"iat\":([0-9]+)");

  private final Site site = new Site();

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt"})
  void theCookieIsSetAtTheLoginAndAtAnIdChangeOnly(String strategy) throws Exception {
    start(strategy);
    var client = site.client();

    assertThat(client.login("alice").headers().allValues("set-cookie"))
        .hasSize(1)
        .noneMatch(line -> line.contains("Max-Age") || line.contains("Expires"));
    for (String path : List.of("/read", "/write", "/write", "/read")) {
      assertThat(client.get(path).headers().allValues("set-cookie")).as(path).isEmpty();
    }
    assertThat(client.get("/rotate").headers().allValues("set-cookie")).hasSize(1);
  }

  @Test
  void aTokenThatRefersToASessionLivesAsLongAsTheSessionMay() throws Exception {
    start("stateful-jwt");
    var client = site.client();
    client.login("alice");
    String first = claims(client);

    client.get("/rotate");
    String renewed = claims(client);

    assertThat(number(EXPIRY, first) - number(ISSUED, first)).isBetween(3_599L, 3_600L);
    assertThat(number(EXPIRY, renewed)).isEqualTo(number(EXPIRY, first));
    assertThat(client.get("/read").statusCode()).isEqualTo(200);
  }

  private void start(String strategy) throws Exception {
    site.filter(
            "web",
            site.settings(
                "strategy", strategy,
                "transport", "cookie",
                "session.absolute-lifetime", "1h",
                "login.path", "/login",
                "login.verifier", LabVerifier.class.getName()),
            "/*")
        .at("/read", (request, response) -> request.getSession().getAttribute("a"))
        .at("/write", (request, response) -> request.getSession().setAttribute("a", "b"))
        .at("/rotate", (request, response) -> request.changeSessionId())
        .start();
  }

  private static String claims(Client client) {
    String token = client.cookie("lab-stateful-jwt");
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  private static long number(Pattern claim, String claims) {
    var found = claim.matcher(claims);
    assertThat(found.find()).isTrue();
    return Long.parseLong(found.group(1));
  }
}
