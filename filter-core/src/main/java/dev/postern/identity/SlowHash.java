package dev.postern.identity;

/** A password hash that is slow on purpose. Apart from its only use, so that tests can count it. */
@FunctionalInterface
interface SlowHash {

  /** The hash of this password under this salt, {@value PasswordHash#HASH_BYTES} bytes. */
  byte[] derive(String password, byte[] salt, int iterations);
}
