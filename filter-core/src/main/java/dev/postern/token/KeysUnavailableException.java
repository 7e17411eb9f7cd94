package dev.postern.token;

import java.io.Serial;

/**
 * There is no key to sign or to verify with, through no fault of the caller: 503, never 401. Says
 * nothing of any token. Immutable.
 */
public final class KeysUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message) {
    super(message);
  }
}
