package dev.postern.endpoint;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of a response as these tests ask for; asking for more fails the test. */
final class FakeResponse {

  private int status = 200;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private boolean committed;

  /** As if the container had answered by itself. */
  void commit(int newStatus) {
    status = newStatus;
    committed = true;
  }

  int status() {
    return status;
  }

  /** The only value of this header; "" if there is none. */
  String header(String name) {
    List<String> values = headers(name);
    if (values.size() > 1) {
      throw new AssertionError(name + " is there " + values.size() + " times");
    }
    return values.isEmpty() ? "" : values.get(0);
  }

  List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  HttpServletResponse build() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, args) -> answer(called.getName(), args));
  }

  private @Nullable Object answer(String called, Object[] args) {
    switch (called) {
      case "setStatus" -> status = (int) args[0];
      case "setHeader" -> set(String.valueOf(args[0]), String.valueOf(args[1]));
      case "addHeader" -> add(String.valueOf(args[0]), String.valueOf(args[1]));
      case "setContentType" -> set("Content-Type", String.valueOf(args[0]));
      case "setContentLength" -> set("Content-Length", String.valueOf(args[0]));
      case "resetBuffer" -> resetBuffer();
      case "reset" -> reset();
      case "getOutputStream" -> {
        return stream();
      }
      case "containsHeader" -> {
        return !headers(String.valueOf(args[0])).isEmpty();
      }
      case "getHeaders" -> {
        return headers(String.valueOf(args[0]));
      }
      case "getHeader" -> {
        List<String> values = headers(String.valueOf(args[0]));
        return values.isEmpty() ? null : values.get(0);
      }
      case "isCommitted" -> {
        return committed;
      }
      default -> throw new UnsupportedOperationException(called);
    }
    return null;
  }

  private void set(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(List.of(value)));
  }

  private void add(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(value);
  }

  private void resetBuffer() {
    if (committed) {
      throw new IllegalStateException("The response is committed.");
    }
    body.reset();
  }

  private void reset() {
    body.reset();
    headers.clear();
    status = 200;
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        body.write(b);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
