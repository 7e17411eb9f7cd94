package dev.postern.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A quick stand-in for the slow hash that counts the iterations it was asked for. */
final class CountingHash implements SlowHash {

  private int iterations;

  @Override
  public byte[] derive(String password, byte[] salt, int rounds) {
    iterations += rounds;
    byte[] bytes = (password + rounds).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, PasswordHash.HASH_BYTES);
  }

  int iterations() {
    return iterations;
  }
}
