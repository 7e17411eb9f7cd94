package dev.postern.containertests.cluster;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Http;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What an application says of itself, while it starts or is replaced. Stateless. */
final class Health {

  private Health() {}

  static boolean isUp(Http http) {
    return statusOf(http).filter(status -> status == 200).isPresent();
  }

  /** Empty if nobody answers. */
  static Optional<Integer> statusOf(Http http) {
    return answer(http, "/public/health").map(Answer::status);
  }

  /** The edition of the WAR that answers; empty if none does. */
  static Optional<String> edition(Http http) {
    return answer(http, "/public/edition.txt")
        .filter(answer -> answer.status() == 200)
        .map(Answer::body);
  }

  private static Optional<Answer> answer(Http http, String path) {
    try {
      return Optional.of(http.get(path).send());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
