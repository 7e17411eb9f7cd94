package dev.postern.store;

import java.time.Instant;

/**
 * Which of many nodes may use something that is good for one use only. Whatever was claimed belongs
 * to whoever was first, and nobody can give it back. Safe for use by many threads and nodes.
 */
public interface OneTimeUse {

  /**
   * Claims this for somebody, unless somebody was first, and returns only when that is confirmed:
   * it will survive the loss of the node that took it, as far as the backend has others. The same
   * claim again changes nothing and has the same answer, so it may be repeated when an answer was
   * lost.
   *
   * @param key what is claimed, as a keyed hash: 43 characters of unpadded base64url
   * @param claimant who claims it: up to 128 letters, digits, {@code -}, {@code _} and {@code .}
   * @param until when the claim may be forgotten: from then on the key is refused anyway
   * @return whose it is: the claimant, or who was first
   * @throws StoreException if that cannot be told; it may have been claimed or not
   */
  String claim(String key, String claimant, Instant until);
}
