package dev.postern.containertests;

import static dev.postern.containertests.war.Zones.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Accounts;
import dev.postern.containertests.app.Probe;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published attacks on tokens and cookies, each tried on the running container. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttackTest {

  private static final String CONTEXT = "attack";
  private static final int LAST = Integer.MAX_VALUE;

  private static final TestKeys KEYS = TestKeys.inNewDirectory();

  /** Whatever must not be found in a log: all that was sent as a credential. */
  private static final Set<String> SECRETS =
      new HashSet<>(Set.of(Accounts.ADA_PASSWORD, Accounts.ODO_PASSWORD, "attackers-guess-Qw8"));

  private final Http http = Http.at("/" + CONTEXT);
  private final Zone session = Zone.of(CONTEXT, "session");
  private final Zone stateful = Zone.of(CONTEXT, "stateful");
  private final Zone stateless = Zone.of(CONTEXT, "stateless");
  private final TokenAttack tokens = new TokenAttack(KEYS, CONTEXT);

  @Deployment(testable = false)
  static WebArchive war() {
    String keys = KEYS.directory();
    WebXml webXml =
        new WebXml()
            .filter("session", "/session/*", settings("session", "session", "keys", keys))
            .filter("stateful", "/stateful/*", settings("stateful", "stateful-jwt", "keys", keys))
            .filter(
                "stateless", "/stateless/*", settings("stateless", "stateless-jwt", "keys", keys));
    return Wars.probe(CONTEXT, webXml);
  }

  @Test
  void tokenWithoutFaultIsAccepted() {
    Answer answer = stateless.get("/page").bearer(tokens.good()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("user")).isEqualTo("ada");
  }

  @Test
  void noForgedTokenIsAcceptedAndNothingIsFetched() throws IOException {
    try (ServerSocket fetched = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String target = "http://127.0.0.1:" + fetched.getLocalPort() + "/keys";

      SoftAssertions all = new SoftAssertions();
      tokens.all(target).forEach((name, token) -> assertRefused(all, name, token));

      all.assertAll();
      fetched.setSoTimeout(300);
      assertThat(connects(fetched)).isFalse(); // BCP-11
    }
  }

  private void assertRefused(SoftAssertions all, String name, String token) {
    SECRETS.add(token);
    for (Zone zone : List.of(stateless, stateful)) {
      Answer answer = zone.get("/page").bearer(token).send();
      all.assertThat(answer.status()).as(name + " at " + zone.name()).isIn(400, 401, 403, 431);
      all.assertThat(answer.body()).as(name).doesNotContain(Probe.CONTENT);
      all.assertThat(answer.setCookies()).as(name).isEmpty();
    }
  }

  private static boolean connects(ServerSocket server) throws IOException {
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }

  /** Takes a token from where it is good to where another kind is asked for (BCP-12). */
  @Test
  void tokenOfOneKindIsNoTokenOfAnother() {
    String reference = secret(stateful.token("ada"));
    String selfContained = secret(stateless.token("ada"));
    String cookie = secret(session.browser("ada").onlyCookie());

    assertThat(stateless.get("/page").bearer(reference).send().status()).isEqualTo(401);
    assertThat(stateful.get("/page").bearer(selfContained).send().status()).isEqualTo(401);
    assertThat(stateless.get("/page").bearer(cookie).send().status()).isEqualTo(401);
    assertThat(stateful.get("/page").bearer(cookie).send().status()).isEqualTo(401);
    assertThat(sessionWith(selfContained).status()).isEqualTo(401);
  }

  /** Respells the signature of a token that was taken back. */
  @Test
  void revokedTokenStaysRevokedHoweverItIsSpelt() {
    String token = secret(stateless.token("ada"));
    int dot = token.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot));
    String respelt = token.substring(0, dot) + TestKeys.base64Url(TestKeys.mirrored(signature));

    stateless.post("/logout").bearer(token).send();

    assertThat(stateless.get("/page").bearer(token).send().status()).isEqualTo(401);
    assertThat(stateless.get("/page").bearer(secret(respelt)).send().status()).isEqualTo(401);
  }

  /** Makes up an id, changes one, or joins the id of one session with the seal of another. */
  @Test
  void noMadeUpSessionIdIsAccepted() {
    String mine = session.browser("ada").onlyCookie();
    String other = session.browser("odo").onlyCookie();
    int middle = mine.length() / 2;
    List<String> forged =
        List.of(
            "A".repeat(mine.length()),
            mine.substring(1),
            mine.substring(0, mine.length() - 1),
            mine + "A",
            mine.substring(0, middle) + other.substring(middle),
            mine.toLowerCase(Locale.ROOT),
            "x",
            ".",
            "..",
            "%00",
            "null",
            "attackers-guess-Qw8");

    for (String credential : forged) {
      Answer answer = sessionWith(secret(credential));
      assertThat(answer.status()).as(credential).isIn(400, 401);
      assertThat(answer.body()).doesNotContain(Probe.CONTENT);
    }
  }

  /** Plants an id of his choice in the browser of a caller who then logs in (fixation). */
  @Test
  void plantedSessionIdIsNotAdopted() {
    String planted = "attackers-guess-Qw8";
    Answer login =
        session
            .post("/login")
            .cookie("__Host-attack-session", planted)
            .cookie("JSESSIONID", planted)
            .json(Zone.credentials("ada", Zone.passwordOf("ada")))
            .send();

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.setCookie().name()).isEqualTo("__Host-attack-session");
    assertThat(secret(login.setCookie().value())).isNotEqualTo(planted);
    assertThat(sessionWith(planted).status()).isEqualTo(401);
  }

  /** Plants his own live session; the caller's login must not turn it into theirs. */
  @Test
  void liveSessionOfTheAttackerIsNotSharedByALogin() {
    Browser attacker = http.browser();
    attacker.get("/session/open/page?do=set&value=bait").send();
    String planted = attacker.onlyCookie();

    session
        .post("/login")
        .cookie("__Host-attack-session", planted)
        .json(Zone.credentials("ada", Zone.passwordOf("ada")))
        .send();

    assertThat(attacker.get("/session/page").send().status()).isEqualTo(401);
    assertThat(attacker.get("/session/open/page").send().text("user")).isEqualTo("-");
  }

  /** Names the cookie almost as we do, as a neighbour on a subdomain could (CK-1). */
  @Test
  void cookieOfAnotherNameIsNotOurs() {
    String good = secret(session.browser("ada").onlyCookie());

    for (String name :
        List.of(
            "__host-attack-session", "attack-session", "__Secure-attack-session", "JSESSIONID")) {
      Answer answer = session.get("/page").cookie(name, good).send();
      assertThat(answer.status()).as(name).isEqualTo(401);
    }
    Answer inAddress = http.get("/session/page;jsessionid=" + good).send(); // CK-7
    assertThat(inAddress.status()).isIn(400, 401);
    assertThat(http.get("/session/page?access_token=" + good).send().status()).isEqualTo(401);
  }

  /** Sends headers that make lax parsers disagree, or fail. */
  @Test
  void strangeCookieHeadersNeverBreakTheServer() {
    Map.Entry<String, String> cookie =
        session.browser("ada").cookies().entrySet().iterator().next();
    String good = cookie.getKey() + "=" + secret(cookie.getValue());

    for (String header :
        List.of(
            "a=b; ".repeat(400) + "c=d",
            "$Version=1; " + cookie.getKey() + "=\"" + cookie.getValue() + "\"",
            cookie.getKey() + "=",
            cookie.getKey(),
            "=" + cookie.getValue(),
            ";;;;",
            "a=\"b; " + good + "; c=d\"",
            good + ", " + good)) {
      Answer answer = session.get("/admin/x").header("Cookie", header).send();
      assertThat(answer.status()).as(header).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain(Probe.CONTENT);
    }
  }

  /** Undertow fails on them by itself, looking for its own cookie before any filter runs. */
  @ParameterizedTest
  @ValueSource(strings = {"a=b\u0001c; d=e", "a=\u00ff"})
  void characterThatNoCookieHasOpensNothing(String header) {
    Answer answer = session.get("/page").header("Cookie", header).send();

    assertThat(answer.status()).isBetween(400, 500);
    assertThat(answer.body()).doesNotContain(Probe.CONTENT);
  }

  @Test
  void refusalsDoNotTellTheReason() { // BR-6
    Answer forged = stateless.get("/page").bearer(secret(tokens.good() + "A")).send();
    Answer unknown = stateless.get("/page").bearer("e30.e30.e30").send();

    assertThat(forged.status()).isEqualTo(unknown.status());
    assertThat(forged.body()).isEqualTo(unknown.body());
    assertThat(forged.header("WWW-Authenticate")).isEqualTo(unknown.header("WWW-Authenticate"));
  }

  @Test
  void passwordsThatFailAreRefused() {
    assertThat(session.login("ada", "attackers-guess-Qw8").status()).isEqualTo(401);
    assertThat(session.login("ada\r\nevent=forged", "attackers-guess-Qw8").status()).isIn(400, 401);
    assertThat(session.login("odo").status()).isEqualTo(200);
  }

  /** Runs after all others, and reads what the server wrote about them (ASVS 16.2.5). */
  @Test
  @Order(LAST)
  void logHoldsNoCredentialAndNoForgedLine() {
    Set<String> words = new HashSet<>(SECRETS);
    words.removeIf(word -> word.length() < 16);

    List<String> lines = LogFiles.lines();
    List<String> telling =
        lines.stream().filter(line -> words.stream().anyMatch(line::contains)).toList();

    assertThat(lines).isNotEmpty();
    assertThat(telling).isEmpty();
    assertThat(LogFiles.linesWith("event=forged")).noneMatch(line -> line.startsWith("event="));
  }

  private Answer sessionWith(String credential) {
    return session.get("/page").cookie("__Host-attack-session", credential).send();
  }

  private static String secret(String credential) {
    SECRETS.add(credential);
    return credential;
  }
}
