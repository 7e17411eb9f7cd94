package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReturnCookieTest {

  private final ReturnCookie cookie = new ReturnCookie("parcels", false);
  private final FakeResponse response = new FakeResponse();

  @Test
  void whatIsRememberedIsTakenBackOnce() {
    cookie.remember(FakeRequest.get("/list").query("page=2").build(), response.build());
    String value = valueOf(response.header("Set-Cookie"));
    FakeResponse atLogin = new FakeResponse();

    var path = cookie.take(List.of(value), FakeRequest.get("/login").build(), atLogin.build());

    assertThat(path).contains(new ReturnPath("/parcels/list?page=2"));
    assertThat(atLogin.header("Set-Cookie"))
        .isEqualTo(
            "__Host-parcels-return=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure"); // CK-5
  }

  @Test
  void itIsAHostCookieForTenMinutes() { // CK-1, CK-6
    cookie.remember(FakeRequest.get("/list").build(), response.build());

    assertThat(response.header("Set-Cookie"))
        .matches(
            "__Host-parcels-return=[A-Za-z0-9_-]+;"
                + " Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure");
  }

  @Test
  void overPlainHttpItHasAnotherName() {
    ReturnCookie insecure = new ReturnCookie("parcels", true);

    insecure.remember(FakeRequest.get("/list").build(), response.build());

    assertThat(response.header("Set-Cookie"))
        .matches("parcels-return=[A-Za-z0-9_-]+; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void onlyAGetIsRemembered() {
    cookie.remember(FakeRequest.of("POST", "/list").build(), response.build());
    cookie.remember(FakeRequest.of("HEAD", "/list").build(), response.build());

    assertThat(response.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void anAddressThatCouldLeadAwayIsNotRemembered() {
    cookie.remember(FakeRequest.get("//evil.example").inContext("").build(), response.build());

    assertThat(response.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void theLongestPathFitsIntoACookie() { // CK-2
    cookie.remember(FakeRequest.get("/" + "a".repeat(2039)).build(), response.build());

    assertThat(valueOf(response.header("Set-Cookie"))).hasSizeBetween(2700, 3000);
  }

  @Test
  void aPlantedCookieIsCheckedAgain() {
    String planted =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("//evil.example/".getBytes(StandardCharsets.US_ASCII));

    assertThat(take(List.of(planted))).isEmpty();
    assertThat(take(List.of("not base64!"))).isEmpty();
    assertThat(take(List.of(""))).isEmpty();
  }

  @Test
  void twoCookiesRememberNothing() {
    cookie.remember(FakeRequest.get("/list").build(), response.build());
    String value = valueOf(response.header("Set-Cookie"));

    assertThat(take(List.of(value, value))).isEmpty();
  }

  @Test
  void noCookieIsNotCleared() {
    assertThat(take(List.of())).isEmpty();
    assertThat(response.headers("Set-Cookie")).isEmpty();
  }

  private Optional<ReturnPath> take(List<String> values) {
    return cookie.take(values, FakeRequest.get("/login").build(), response.build());
  }

  private static String valueOf(String setCookie) {
    return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
  }
}
