package dev.postern.servlet;

import dev.postern.gate.GatedRequest;
import dev.postern.transport.Presented;
import dev.postern.transport.TokenTransport;
import dev.postern.transport.Transports;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;

/** Hands credentials out as one cookie. */
final class FakeCookies implements TokenTransport {

  static final String NAME = "__Host-test";

  static Transports alone() {
    return new Transports(List.of(new FakeCookies()));
  }

  @Override
  public Presented read(GatedRequest request) {
    return request.cookies().values(NAME).stream()
        .findFirst()
        .<Presented>map(credential -> new Presented.One(credential, true))
        .orElseGet(Presented.None::new);
  }

  @Override
  public void write(HttpServletResponse response, String credential, Duration lifetime) {
    response.addHeader("Set-Cookie", NAME + "=" + credential);
  }

  @Override
  public void clear(HttpServletResponse response) {
    response.addHeader("Set-Cookie", NAME + "=; Max-Age=0");
  }
}
