package dev.postern.grant;

import dev.postern.store.StoreException;
import java.io.Serial;

/** A rotation was sent and not answered: it may have happened or not. */
final class UnheardException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final StoreException failure;

  UnheardException(StoreException failure) {
    super(failure);
    this.failure = failure;
  }

  StoreException failure() {
    return failure;
  }
}
