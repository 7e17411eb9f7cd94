package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFetcherTest {

  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private final DocumentFetcher fetcher = new DocumentFetcher();

  @Test
  void aServerWhoseCertificateNobodyVouchesForIsNotAsked() throws Exception {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    try {
      assertRefused(server, "https");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsNoDocumentIsRefused() throws IOException {
    for (byte[] body : new byte[][] {"<html>".getBytes(UTF_8), new byte[256 * 1024 + 1]}) {
      HttpServer server = HttpServer.create(anyPort(), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      try {
        assertThatThrownBy(() -> fetcher.fetch(address(server, "http")))
            .isInstanceOf(IOException.class);
      } finally {
        server.stop(0);
      }
    }
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    HttpServer server = HttpServer.create(anyPort(), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(over);
          exchange.close();
        });
    server.start();
    try {
      assertThatThrownBy(() -> fetcher.fetch(address(server, "http")))
          .isInstanceOf(IOException.class)
          .hasMessage("no answer in time");
    } finally {
      over.countDown();
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example/keys",
        "file:///etc/passwd",
        "ftp://localhost/keys",
        "https://user@issuer.example/keys",
        "https:/keys"
      })
  void otherAddressesAreNotAsked(String address) {
    assertThatThrownBy(() -> fetcher.fetch(URI.create(address)))
        .isInstanceOf(IOException.class)
        .hasMessage("address is not https");
  }

  private void assertRefused(HttpServer server, String scheme) {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    assertThatThrownBy(() -> fetcher.fetch(address(server, scheme)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static URI address(HttpServer server, String scheme) {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/keys");
  }

  /** For the right host, but by nobody. */
  private static SSLContext selfSigned() throws Exception {
    Path file = folder.resolve("own.p12");
    Map<String, String> options =
        Map.of(
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair");
    options.forEach(
        (name, value) -> {
          keytool.command().add(name);
          keytool.command().add(value);
        });
    assertThat(keytool.start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
