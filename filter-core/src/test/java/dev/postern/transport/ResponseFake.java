package dev.postern.transport;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response that keeps the headers added to it. */
final class ResponseFake {

  private final List<String> headers = new ArrayList<>();

  HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            ResponseFake.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> answer(called.getName(), arguments));
  }

  List<String> headers() {
    return headers;
  }

  private @Nullable Object answer(String called, Object @Nullable [] arguments) {
    if (!called.equals("addHeader")) {
      throw new UnsupportedOperationException(called);
    }
    Object[] header = requireNonNull(arguments);
    headers.add(header[0] + ": " + header[1]);
    return null;
  }
}
