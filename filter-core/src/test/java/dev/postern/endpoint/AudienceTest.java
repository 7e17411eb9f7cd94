package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {

  @Test
  void aBrowserThatGoesToAPageIsNavigating() {
    assertThat(Audience.isNavigation(FakeRequest.get("/a").fromBrowser().build())).isTrue();
  }

  @Test
  void aFormThatIsPostedWantsAPageButIsNoNavigation() {
    var request = FakeRequest.of("POST", "/a").fromBrowser().build();

    assertThat(Audience.wantsPage(request)).isTrue();
    assertThat(Audience.isNavigation(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/json",
        "application/json, text/html;q=0.9",
        "text/html;q=0",
        "text/html;q=many",
        "text/htmlx",
        "text/*",
        ";;;,,,q=1"
      })
  void whoDoesNotPreferHtmlIsAProgram(String accept) {
    var request = FakeRequest.get("/a").header("Accept", accept).build();

    assertThat(Audience.isNavigation(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML",
        "application/xhtml+xml",
        "application/json;q=0.8, text/html",
        "text/html;charset=utf-8;q=0.5",
        "*/*;q=0.1, text/html ; q=0.2"
      })
  void whoPrefersHtmlAndSaysNothingElseIsABrowser(String accept) {
    var request = FakeRequest.get("/a").header("Accept", accept).build();

    assertThat(Audience.isNavigation(request)).isTrue();
  }

  @Test
  void aScriptIsAProgramWhateverItAccepts() {
    var script = FakeRequest.get("/a").header("Accept", "text/html");

    assertThat(Audience.isNavigation(script.header("Sec-Fetch-Mode", "cors").build())).isFalse();
  }

  @Test
  void anOldScriptIsAProgramToo() {
    var script = FakeRequest.get("/a").header("Accept", "text/html");

    assertThat(Audience.isNavigation(script.header("X-Requested-With", "XMLHttpRequest").build()))
        .isFalse();
  }

  @Test
  void whoSendsAnAuthorizationHeaderIsAProgram() {
    var client = FakeRequest.get("/a").header("Accept", "text/html");

    assertThat(Audience.isNavigation(client.header("Authorization", "Bearer x").build())).isFalse();
  }
}
