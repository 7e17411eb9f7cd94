package dev.postern.store.hazelcast;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes our forms, big-endian, each beginning with the version and the kind. For one thread. */
final class FormWriter {

  /** A part of a form. */
  interface Part {
    void write(DataOutputStream out) throws IOException;
  }

  static final int VERSION = 1;

  private FormWriter() {}

  static byte[] form(char kind, Part content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind);
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("A byte array takes every byte.", e);
    }
    return bytes.toByteArray();
  }

  static void instant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
