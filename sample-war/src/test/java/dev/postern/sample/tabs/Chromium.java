package dev.postern.sample.tabs;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium of this machine, without a window. Stateless. */
final class Chromium {

  private Chromium() {}

  /** With a profile of its own. Nothing is fetched from anywhere. */
  static ChromeDriver start() {
    Optional<Path> browser = onPath("chromium");
    Optional<Path> driver = onPath("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      giveUp("There is no chromium or no chromedriver on the PATH.");
    }
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, optionsFor(browser.orElseThrow()));
  }

  /** Whoever merely builds this need not have a browser; where the build is judged, it must run. */
  private static void giveUp(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    assumeTrue(false, reason);
  }

  /**
   * The sandbox refuses to start for root, whom CI machines often run as, and nothing but our own
   * pages is opened here. Tabs behind others must not be slowed down: they are what is tested.
   */
  private static ChromeOptions optionsFor(Path browser) {
    return new ChromeOptions()
        .setBinary(browser.toFile())
        .addArguments(
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--no-proxy-server");
  }

  private static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
