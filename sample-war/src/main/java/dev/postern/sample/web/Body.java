package dev.postern.sample.web;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request strictly: UTF-8, at most {@value #MAX_BYTES} bytes. Thread-safe. */
public final class Body {

  /** Enough for an attribute of one mebibyte in any escaping that people write by hand. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  private Body() {}

  /** Whether the client says that it sends JSON. */
  public static boolean isJson(HttpServletRequest request) {
    return mediaType(request).equals("application/json");
  }

  /** Whether the client sends what an HTML form sends. */
  public static boolean isForm(HttpServletRequest request) {
    return mediaType(request).equals("application/x-www-form-urlencoded");
  }

  /** The whole body as text. */
  public static String text(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new Problem(
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "Body too large",
          "Send at most " + MAX_BYTES + " bytes.");
    }
    return decode(bytes);
  }

  /** The whole body as JSON: text, number, boolean, list, map or null. */
  public static @Nullable Object json(HttpServletRequest request) throws IOException {
    return parse(text(request));
  }

  static @Nullable Object parse(String text) {
    try {
      return GSON.fromJson(requireSome(text), Object.class);
    } catch (JsonParseException e) {
      throw notJson();
    }
  }

  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(HttpServletResponse.SC_BAD_REQUEST, "Not UTF-8", "Send the body in UTF-8.");
    }
  }

  private static String requireSome(String text) {
    if (text.isBlank()) {
      throw notJson();
    }
    return text;
  }

  private static Problem notJson() {
    return new Problem(
        HttpServletResponse.SC_BAD_REQUEST, "Not JSON", "Send one JSON value (RFC 8259).");
  }

  private static String mediaType(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
