package dev.postern;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Somebody with a certificate of their own making, and what they trust. */
final class TlsPerson {

  static final String PASSWORD = "changeit";

  private final Path store;

  private TlsPerson(Path store) {
    this.store = store;
  }

  /** By the JDK's keytool. */
  static TlsPerson named(String name, Path folder) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "7")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve(name + ".log")));
    }
    return new TlsPerson(store);
  }

  Path store() {
    return store;
  }

  KeyStore keys() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  /** The certificate. */
  byte[] der() throws Exception {
    KeyStore keys = keys();
    return keys.getCertificate(keys.aliases().nextElement()).getEncoded();
  }

  /** What a server trusts that knows these. */
  static KeyStore trusting(List<TlsPerson> people) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD.toCharArray());
    for (TlsPerson person : people) {
      KeyStore keys = person.keys();
      String name = keys.aliases().nextElement();
      trusted.setCertificateEntry(name, keys.getCertificate(name));
    }
    return trusted;
  }

  /** Calls a server that it knows, and shows its certificate. */
  HttpClient client(TlsPerson server) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys(), PASSWORD.toCharArray());
    return client(own, server);
  }

  /** Calls it without one. */
  static HttpClient stranger(TlsPerson server) throws Exception {
    KeyManagerFactory none = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    none.init(trusting(List.of()), PASSWORD.toCharArray());
    return client(none, server);
  }

  private static HttpClient client(KeyManagerFactory keys, TlsPerson server) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusting(List.of(server)));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  static HttpResponse<String> get(HttpClient client, int port, String path, String... headers)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
            .headers(headers)
            .build(),
        BodyHandlers.ofString());
  }

  static HttpResponse<String> postJson(
      HttpClient client, int port, String path, String json, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }
}
