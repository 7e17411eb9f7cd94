package dev.postern;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Engine;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that are bound to the client's certificate (RFC 8705), over TLS. */
final class MutualTlsTest {

  @TempDir private static Path folder;

  private static Site site;
  private static TlsPerson desk;
  private static HttpClient ofDesk;
  private static HttpClient ofThief;
  private static HttpClient ofNobody;

  @BeforeAll
  static void start() throws Exception {
    TlsPerson server = TlsPerson.named("localhost", folder);
    desk = TlsPerson.named("desk", folder);
    TlsPerson thief = TlsPerson.named("thief", folder);
    Path trusted = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(trusted)) {
      TlsPerson.trusting(List.of(desk, thief)).store(out, TlsPerson.PASSWORD.toCharArray());
    }
    site = new Site().with(context -> listen(context, server.store(), trusted));
    zone("/api", "mtls", "optional");
    zone("/strict", "mtls", "required");
    zone("/off");
    zone(
        "/behind",
        "mtls",
        "optional",
        "mtls.header",
        "Client-Cert",
        "mtls.trusted-proxies",
        "127.0.0.0/8, ::1");
    zone(
        "/beside",
        "mtls",
        "optional",
        "mtls.header",
        "Client-Cert",
        "mtls.trusted-proxies",
        "192.0.2.7");
    site.start();
    ofDesk = desk.client(server);
    ofThief = thief.client(server);
    ofNobody = TlsPerson.stranger(server);
  }

  /** Tomcat's own connector is then not made. */
  private static void listen(StandardContext context, Path server, Path trusted) {
    SSLHostConfig tls = new SSLHostConfig();
    tls.setCertificateVerification("optional");
    tls.setTruststoreFile(trusted.toString());
    tls.setTruststorePassword(TlsPerson.PASSWORD);
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
    certificate.setCertificateKeystoreFile(server.toString());
    certificate.setCertificateKeystorePassword(TlsPerson.PASSWORD);
    tls.addCertificate(certificate);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(tls);
    Engine engine = (Engine) context.getParent().getParent();
    engine.getService().addConnector(connector);
  }

  private static void zone(String path, String... more) {
    Map<String, String> settings =
        site.settings(
            "strategy", "stateless-jwt",
            "login.path", path + "/login",
            "refresh.path", path + "/refresh",
            "login.verifier", LabVerifier.class.getName(),
            "access", path + "/* authenticated");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    site.filter(path, settings, path + "/*")
        .at(
            path + "/who",
            (request, response) -> response.getWriter().write(request.getRemoteUser()));
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
  }

  @Test
  void aTokenIsBoundToTheCertificateOfItsLogin() throws Exception { // MT-1
    Map<String, Object> tokens = login(ofDesk, "/api");
    String token = text(tokens, "access_token");

    assertThat(tokens).containsEntry("token_type", "Bearer");
    assertThat(claims(token)).containsEntry("cnf", Map.of("x5t#S256", thumbprint()));
    assertThat(who(ofDesk, "/api", token).body()).isEqualTo("alice");
    assertThat(who(ofDesk, "/strict", token).body()).isEqualTo("alice");
    for (HttpClient other : List.of(ofThief, ofNobody)) {
      HttpResponse<String> stolen = who(other, "/api", token);
      assertThat(stolen.statusCode()).isEqualTo(401);
      assertThat(stolen.headers().firstValue("www-authenticate"))
          .contains("Bearer realm=\"lab\", error=\"invalid_token\"");
    }
    assertThat(who(ofDesk, "/off", token).statusCode()).isEqualTo(401);
  }

  @Test
  void whereACertificateIsRequiredNobodyGetsInWithout() throws Exception { // MT-1
    String unbound = text(login(ofNobody, "/api"), "access_token");

    assertThat(claims(unbound)).doesNotContainKey("cnf");
    assertThat(who(ofDesk, "/api", unbound).body()).isEqualTo("alice");
    assertThat(who(ofDesk, "/strict", unbound).statusCode()).isEqualTo(401);
    assertThat(loggingIn(ofNobody, "/strict").statusCode()).isEqualTo(400);
  }

  @Test
  void aRefreshTokenIsBoundToTheCertificateToo() throws Exception { // MT-1, RT-1
    Map<String, Object> tokens = login(ofDesk, "/api");
    String json = "{\"refresh_token\":\"" + text(tokens, "refresh_token") + "\"}";

    assertThat(TlsPerson.postJson(ofThief, site.port(), "/api/refresh", json).statusCode())
        .isEqualTo(401);
    assertThat(TlsPerson.postJson(ofNobody, site.port(), "/api/refresh", json).statusCode())
        .isEqualTo(401);
    HttpResponse<String> next = TlsPerson.postJson(ofDesk, site.port(), "/api/refresh", json);

    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(claims(text(json(next), "access_token"))).containsKey("cnf");
  }

  @Test
  void aTrustedProxyTellsTheCertificateAndNobodyElseDoes() throws Exception { // MT-2
    String token = text(login(ofDesk, "/api"), "access_token");
    String base64 = Base64.getEncoder().encodeToString(desk.der());
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(desk.der())
            + "\n-----END CERTIFICATE-----\n";
    List<String> forms =
        List.of(
            ":" + base64 + ":",
            pem.replace("\n", " ").strip(),
            URLEncoder.encode(pem, UTF_8).replace("+", "%20"),
            base64);

    for (String form : forms) {
      assertThat(who(ofNobody, "/behind", token, form).body()).isEqualTo("alice");
      assertThat(who(ofNobody, "/beside", token, form).statusCode()).isEqualTo(401);
      assertThat(who(ofNobody, "/api", token, form).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theCertificateOfTheProxyItselfIsNobodys() throws Exception { // MT-2
    String token = text(login(ofDesk, "/api"), "access_token");
    String good = ":" + Base64.getEncoder().encodeToString(desk.der()) + ":";

    assertThat(who(ofDesk, "/behind", token).statusCode()).isEqualTo(401);
    assertThat(who(ofDesk, "/beside", token, ":AAAA:").body()).isEqualTo("alice");
    for (String wrong : List.of(":AAAA:", "::", ":", "%", "nonsense!", "A".repeat(20_000))) {
      assertThat(who(ofDesk, "/behind", token, wrong).statusCode()).isBetween(400, 431);
    }
    assertThat(
            TlsPerson.get(
                    ofNobody,
                    site.port(),
                    "/behind/who",
                    "Authorization",
                    "Bearer " + token,
                    "Client-Cert",
                    good,
                    "Client-Cert",
                    good)
                .statusCode())
        .isEqualTo(401);
  }

  private static Map<String, Object> login(HttpClient client, String zone) throws Exception {
    return json(loggingIn(client, zone));
  }

  private static HttpResponse<String> loggingIn(HttpClient client, String zone) throws Exception {
    return TlsPerson.postJson(
        client, site.port(), zone + "/login", "{\"username\":\"alice\",\"password\":\"right\"}");
  }

  private static HttpResponse<String> who(HttpClient client, String zone, String token)
      throws Exception {
    return TlsPerson.get(client, site.port(), zone + "/who", "Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> who(
      HttpClient client, String zone, String token, String certificate) throws Exception {
    return TlsPerson.get(
        client,
        site.port(),
        zone + "/who",
        "Authorization",
        "Bearer " + token,
        "Client-Cert",
        certificate);
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
    return Json.readObject(answer.body().getBytes(UTF_8));
  }

  private static Map<String, Object> claims(String token) throws Exception {
    return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static String text(Map<String, Object> members, String name) {
    return String.valueOf(members.get(name));
  }

  private static String thumbprint() throws Exception {
    return AssertionMaker.encode(MessageDigest.getInstance("SHA-256").digest(desk.der()));
  }
}
