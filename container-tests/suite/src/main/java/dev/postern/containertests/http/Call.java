package dev.postern.containertests.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One request in the making. Nothing in it is normalised. Not thread-safe. */
public final class Call {

  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;
  private final String method;
  private final String target;
  private final List<String> headers = new ArrayList<>();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private Consumer<Answer> then = answer -> {};
  private byte[] body = {};
  private int announced;

  Call(int port, String method, String target) {
    this.port = port;
    this.method = method;
    this.target = target;
  }

  public Call header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  /** One of the pairs of the one Cookie header; the same name again replaces the value. */
  public Call cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public Call bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  public Call accept(String type) {
    return header("Accept", type);
  }

  /** Names and values in turn. */
  public Call form(String... pairs) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : "&").append(URLEncoder.encode(pairs[i], UTF_8));
      text.append('=').append(URLEncoder.encode(pairs[i + 1], UTF_8));
    }
    return body("application/x-www-form-urlencoded", text.toString());
  }

  public Call json(String text) {
    return body("application/json", text);
  }

  public Call body(String type, String text) {
    body = text.getBytes(UTF_8);
    announced = body.length;
    return header("Content-Type", type);
  }

  /** Says that the body is so many bytes, and never sends those that are not there. */
  public Call announcing(int bytes) {
    announced = bytes;
    return this;
  }

  Call then(Consumer<Answer> consumer) {
    then = consumer;
    return this;
  }

  public Answer send() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      header("Connection", "close");
      writeTo(socket.getOutputStream());
      return readFrom(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(toString(), e);
    }
  }

  void writeTo(OutputStream out) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head().getBytes(ISO_8859_1));
    all.write(body);
    out.write(all.toByteArray());
    out.flush();
  }

  Answer readFrom(InputStream in) throws IOException {
    Answer answer = AnswerReader.read(in, !method.equals("HEAD"));
    then.accept(answer);
    return answer;
  }

  @Override
  public String toString() {
    return method + " " + target;
  }

  private String head() {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " HTTP/1.1");
    lines.add("Host: 127.0.0.1:" + port);
    lines.addAll(headers);
    if (!cookies.isEmpty()) {
      lines.add(
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ", "Cookie: ", "")));
    }
    if (announced > 0 || !method.equals("GET")) {
      lines.add("Content-Length: " + announced);
    }
    return String.join("\r\n", lines) + "\r\n\r\n";
  }
}
