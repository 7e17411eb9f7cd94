package dev.postern.containertests.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one answer of HTTP/1.1, with a length, in chunks, or up to the end of the stream. */
final class AnswerReader {

  private static final int MAX_HEAD = 64 * 1024;

  private final InputStream in;

  private AnswerReader(InputStream in) {
    this.in = in;
  }

  static Answer read(InputStream in, boolean withBody) throws IOException {
    AnswerReader reader = new AnswerReader(in);
    int status = Integer.parseInt(reader.line().split(" ", 3)[1]);
    List<Map.Entry<String, String>> headers = reader.headers();
    boolean empty = !withBody || status == 204 || status == 304;
    String body = empty ? "" : new String(reader.body(headers), UTF_8);
    return new Answer(status, headers, body);
  }

  private List<Map.Entry<String, String>> headers() throws IOException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return List.copyOf(headers);
  }

  private byte[] body(List<Map.Entry<String, String>> headers) throws IOException {
    if (find(headers, "Transfer-Encoding").isPresent()) {
      return chunks();
    }
    Optional<String> length = find(headers, "Content-Length");
    return length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.write(in.readNBytes(size));
      line();
    }
    // Trailers, if any, and the empty line that ends the answer: another may follow it.
    headers();
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > MAX_HEAD) {
        throw new EOFException("the answer broke off after \"" + line.toString(ISO_8859_1) + '"');
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  private static Optional<String> find(List<Map.Entry<String, String>> headers, String name) {
    return headers.stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
