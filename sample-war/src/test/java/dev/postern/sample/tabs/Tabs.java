package dev.postern.sample.tabs;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** The desk of many tabs, open in several tabs of one browser. Belongs to one test. */
final class Tabs {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a tab does when it is told to; {@code answers} is what came of it. */
  private static final String DEEDS =
      """
      const deeds = {
        ask: async () => {
          const { refreshingFetch } = await import(new URL("../assets/refresh.js", location.href).href);
          const carried = refreshingFetch("refresh");
          const one = () => carried("whoami").then((answer) => answer.status);
          return Promise.all(Array.from({ length: 5 }, one));
        },
        refresh: async () => [(await fetch("refresh", { method: "POST" })).status],
        visit: async () => { location.href = "whoami"; return null; },
      };
      window.answers = null;
      window.begin = (deed) => {
        deeds[deed]().catch((error) => [String(error)]).then((all) => { window.answers = all; });
      };
      new BroadcastChannel("begin").onmessage = (message) => window.begin(message.data);
      """;

  private final ChromeDriver driver;
  private final List<String> handles = new ArrayList<>();

  private Tabs(ChromeDriver driver) {
    this.driver = driver;
    handles.add(driver.getWindowHandle());
  }

  /** Signs alice in at the first one. */
  static Tabs open(ChromeDriver driver, String address, int count) {
    Tabs tabs = new Tabs(driver);
    driver.get(address);
    tabs.until(() -> driver.findElement(By.id("username")).isDisplayed());
    tabs.type("username", "alice");
    tabs.type("password", "parcel-alice-1");
    driver.findElement(By.cssSelector("#login button")).click();
    tabs.untilSignedIn();
    while (tabs.handles.size() < count) {
      driver.switchTo().newWindow(WindowType.TAB);
      tabs.handles.add(driver.getWindowHandle());
      driver.get(address);
      tabs.untilSignedIn();
    }
    return tabs;
  }

  int count() {
    return handles.size();
  }

  /** All at once. */
  void allBegin(String deed) {
    handles.forEach(
        handle -> {
          to(handle);
          driver.executeScript(DEEDS);
        });
    driver.executeScript("new BroadcastChannel('begin').postMessage(arguments[0])", deed);
  }

  /** One of them, without waiting for it. */
  void begins(int tab, String deed) {
    to(handles.get(tab));
    driver.executeScript(DEEDS);
    driver.executeScript("window.begin(arguments[0])", deed);
  }

  /** What came of it, in all tabs. */
  List<Long> answers() {
    List<Long> all = new ArrayList<>();
    for (String handle : handles) {
      to(handle);
      until(() -> driver.executeScript("return window.answers") != null);
      ((List<?>) Optional.ofNullable(driver.executeScript("return window.answers")).orElseThrow())
          .forEach(status -> all.add((Long) status));
    }
    return all;
  }

  /** The texts of all tabs, once each of them shows the page it was sent to. */
  List<String> pages(String address) {
    List<String> all = new ArrayList<>();
    for (String handle : handles) {
      to(handle);
      until(
          () ->
              address.equals(driver.getCurrentUrl())
                  && !driver.findElement(By.tagName("body")).getText().isEmpty());
      all.add(driver.findElement(By.tagName("body")).getText());
    }
    return all;
  }

  /** Asked without anything that would refresh it. */
  void untilTheTokenIsOver() {
    until(
        () ->
            Long.valueOf(401)
                .equals(
                    driver.executeAsyncScript(
                        "fetch('whoami').then((answer) => arguments[0](answer.status))")));
  }

  /** Each of them, until it shows what only a caller who is signed in sees. */
  void goTo(String address) {
    handles.forEach(
        handle -> {
          to(handle);
          driver.get(address);
          untilSignedIn();
        });
  }

  /** As a user does, in the first one. */
  void sends(String recipient, String town) {
    to(handles.get(0));
    type("recipient", recipient);
    type("town", town);
    driver.findElement(By.cssSelector("#send button")).click();
  }

  /** What the first one says. */
  String message() {
    to(handles.get(0));
    return driver.findElement(By.id("message")).getText();
  }

  boolean showsTheLogin() {
    to(handles.get(0));
    return driver.findElement(By.id("login")).isDisplayed();
  }

  void close(int tab) {
    to(handles.remove(tab));
    driver.close();
    to(handles.get(0));
  }

  /** For what comes after. */
  void closeAllButOne() {
    while (handles.size() > 1) {
      close(1);
    }
    to(handles.get(0));
    driver.manage().deleteAllCookies();
  }

  /** The last thing that a page asks for when it is opened is the parcels. */
  private void untilSignedIn() {
    until(() -> !driver.findElements(By.cssSelector("#parcels li")).isEmpty());
  }

  private void type(String field, String text) {
    driver.findElement(By.id(field)).clear();
    driver.findElement(By.id(field)).sendKeys(text);
  }

  private void to(String handle) {
    driver.switchTo().window(handle);
  }

  void until(Supplier<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread()
        .until(condition::get);
  }
}
