package dev.postern;

import dev.postern.servlet.Exchange;

/** What is to be done with a request. Immutable. */
sealed interface Admission {

  /** It is none of this filter's business. */
  record PassOn() implements Admission {}

  /** It is answered; the application does not see it. */
  record Answered() implements Admission {}

  /**
   * The application may answer it.
   *
   * @param exchange who calls
   */
  record Serve(Exchange exchange) implements Admission {}
}
