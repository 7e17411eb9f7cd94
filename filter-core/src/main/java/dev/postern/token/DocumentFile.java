package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a JSON document that the operator has put on this machine. Stateless and thread-safe. */
final class DocumentFile implements DocumentSource {

  static final String SCHEME = "file";

  private static final int MAX_BYTES = 256 * 1024;

  @Override
  public Map<String, Object> fetch(URI address) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(address))) {
      return Json.readObject(in.readNBytes(MAX_BYTES));
    } catch (JsonException e) {
      throw new IOException("file is not JSON");
    }
  }
}
