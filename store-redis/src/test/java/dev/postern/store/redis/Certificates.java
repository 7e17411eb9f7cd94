package dev.postern.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate authority of a test's own, in a folder of the test's. Keys are made by the JDK's
 * keytool, each by one run of it, since every run is a JVM.
 */
final class Certificates {

  private static final String PASSWORD = "changeit";
  private static final String CA = "ca";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  static Certificates in(Path folder) {
    Certificates certificates = new Certificates(folder);
    certificates.makeKey(CA, "-dname", "CN=CA", "-ext", "bc:c", "-validity", "7");
    certificates.trustTheAuthority();
    return certificates;
  }

  /** Has the authority and nothing else: who is in it is trusted whatever the certificate says. */
  Path trustStore() {
    return folder.resolve("trusted.p12");
  }

  /**
   * The options of a server with a certificate for this name.
   *
   * @param startDate as keytool writes it, for example {@code -2d}
   */
  String[] serverOptions(int port, String host, String startDate) {
    String alias = "server-" + port;
    makeKey(
        alias,
        "-dname",
        "CN=" + host,
        "-ext",
        "san=dns:" + host,
        "-startdate",
        startDate,
        "-validity",
        "1",
        "-signer",
        CA);
    try {
      KeyStore keys = keys();
      byte[] key = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
      return new String[] {
        "--tls-port", String.valueOf(port),
        "--tls-cert-file", pem(alias, "CERTIFICATE", keys.getCertificate(alias).getEncoded()),
        "--tls-key-file", pem(alias + "-key", "PRIVATE KEY", key),
        "--tls-ca-cert-file", pem(CA, "CERTIFICATE", keys.getCertificate(CA).getEncoded()),
        "--tls-auth-clients", "no"
      };
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A key could not be written.", e);
    }
  }

  private void trustTheAuthority() {
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      Certificate authority = keys().getCertificate(CA);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, PASSWORD.toCharArray());
      trusted.setCertificateEntry(CA, authority);
      trusted.store(out, PASSWORD.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The trust store could not be written.", e);
    }
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    }
  }

  private String pem(String name, String what, byte[] encoded) throws IOException {
    byte[] newLine = "\n".getBytes(StandardCharsets.US_ASCII);
    String text = Base64.getMimeEncoder(64, newLine).encodeToString(encoded);
    String pem = "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, text);
    return Files.writeString(folder.resolve(name + ".pem"), pem).toString();
  }

  private void makeKey(String alias, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-alias", alias));
    command.addAll(List.of(more));
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
