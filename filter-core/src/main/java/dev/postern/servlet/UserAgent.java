package dev.postern.servlet;

import dev.postern.session.Device;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says it is (RFC 9110 section 10.1.5), in words for its owner. The label is made of
 * our own words only, so that nothing a client sends is ever shown. Stateless and thread-safe.
 */
final class UserAgent {

  /** What follows later is no browser that anybody has. */
  private static final int LOOKED_AT = 512;

  /** The first that fits, because most browsers also name those they descend from. */
  private static final List<Word> BROWSERS =
      List.of(
          new Word("Edg", "Edge"),
          new Word("OPR/", "Opera"),
          new Word("SamsungBrowser/", "Samsung Internet"),
          new Word("Vivaldi/", "Vivaldi"),
          new Word("Firefox/", "Firefox"),
          new Word("FxiOS/", "Firefox"),
          new Word("Chrome/", "Chrome"),
          new Word("CriOS/", "Chrome"),
          new Word("Safari/", "Safari"),
          new Word("Trident/", "Internet Explorer"),
          new Word("curl/", "curl"),
          new Word("Wget/", "Wget"),
          new Word("PostmanRuntime/", "Postman"),
          new Word("okhttp/", "OkHttp"),
          new Word("python-requests/", "Python"),
          new Word("Java/", "Java"),
          new Word("Java-http-client/", "Java"));

  /** A phone names the system that its own descends from, too. */
  private static final List<Word> SYSTEMS =
      List.of(
          new Word("iPhone", "iPhone"),
          new Word("iPad", "iPad"),
          new Word("Android", "Android"),
          new Word("Windows", "Windows"),
          new Word("CrOS", "ChromeOS"),
          new Word("Mac OS X", "macOS"),
          new Word("Linux", "Linux"));

  private UserAgent() {}

  /**
   * For example {@code Firefox on Linux}.
   *
   * @param header hostile
   */
  static String label(@Nullable String header) {
    String text = header == null ? "" : header.substring(0, Math.min(header.length(), LOOKED_AT));
    Optional<String> browser = first(BROWSERS, text);
    Optional<String> system = first(SYSTEMS, text);
    if (browser.isEmpty() && system.isEmpty()) {
      return Device.UNKNOWN.label();
    }
    return browser.orElse("Unknown browser") + system.map(name -> " on " + name).orElse("");
  }

  private static Optional<String> first(List<Word> words, String text) {
    return words.stream()
        .filter(word -> text.contains(word.sign))
        .map(word -> word.name)
        .findFirst();
  }

  /**
   * One client.
   *
   * @param sign what it sends
   * @param name what people call it
   */
  private record Word(String sign, String name) {}
}
