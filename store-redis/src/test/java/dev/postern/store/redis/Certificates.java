package dev.postern.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate authority of a test's own, in a folder of the test's. Made by the JDK's keytool.
 */
final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  static Certificates in(Path folder) {
    Certificates certificates = new Certificates(folder);
    certificates.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=CA", "-ext", "bc:c");
    certificates.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", "ca.pem");
    return certificates;
  }

  Path trustStore() {
    return folder.resolve("keys.p12");
  }

  /**
   * The options of a server with a certificate for this name.
   *
   * @param startDate as keytool writes it, for example {@code -2d}
   */
  String[] serverOptions(int port, String host, String startDate) {
    String alias = "server-" + port;
    keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + host);
    keytool("-certreq", "-alias", alias, "-file", alias + ".csr");
    keytool(
        "-gencert",
        "-alias",
        "ca",
        "-rfc",
        "-ext",
        "san=dns:" + host,
        "-startdate",
        startDate,
        "-validity",
        "1",
        "-infile",
        alias + ".csr",
        "-outfile",
        alias + ".pem");
    Path key = writeKey(alias);
    return new String[] {
      "--tls-port", String.valueOf(port),
      "--tls-cert-file", folder.resolve(alias + ".pem").toString(),
      "--tls-key-file", key.toString(),
      "--tls-ca-cert-file", folder.resolve("ca.pem").toString(),
      "--tls-auth-clients", "no"
    };
  }

  private Path writeKey(String alias) {
    try (InputStream in = Files.newInputStream(trustStore())) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      byte[] encoded = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
      byte[] newLine = "\n".getBytes(StandardCharsets.US_ASCII);
      return Files.writeString(
          folder.resolve(alias + ".key"),
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, newLine).encodeToString(encoded)
              + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A key could not be written.", e);
    }
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    if (command.contains("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-validity", "7"));
    }
    try {
      Process keytool =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.log").toFile())
              .start();
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException(
            "keytool failed: " + Files.readString(folder.resolve("keytool.log")));
      }
    } catch (IOException e) {
      throw new IllegalStateException("keytool could not be started.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while keytool was running.", e);
    }
  }
}
