package dev.postern.token;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A real OpenID provider, as far as an application sees one: its documents and its tokens. */
public final class RealIssuer implements AutoCloseable {

  private final CapturedIssuer captured;
  private final IssuerServer server;

  /** One of those that are kept as resources beside this class. */
  public RealIssuer(String name) throws IOException {
    captured = CapturedIssuer.named(name);
    server = IssuerServer.playing(captured);
  }

  public String issuer() {
    return server.issuer();
  }

  /** As it issued it, but now. */
  public String token(String kind) {
    return tokenWith(kind, Map.of());
  }

  /** As it issued it, but for these claims. */
  public String tokenWith(String kind, Map<String, Object> changed) {
    Map<String, Object> claims = captured.claims(kind, server.origin(), Instant.now());
    claims.putAll(changed);
    return server.sign(captured.header(kind), claims);
  }

  /** With other members in its header. */
  public String tokenNaming(String kind, Map<String, Object> members) {
    Map<String, Object> header = captured.header(kind);
    header.putAll(members);
    return server.sign(header, captured.claims(kind, server.origin(), Instant.now()));
  }

  @Override
  public void close() {
    server.close();
  }
}
