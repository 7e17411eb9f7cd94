package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code aud} of an assertion may be (RFC 7523 section 3): our issuer, or the address of the
 * token endpoint by the origins that are configured. Never by the {@code Host} header, which
 * whoever sends the request chooses. Immutable and thread-safe.
 *
 * @param issuer our {@code iss}
 * @param origins of the application, as browsers write them
 * @param tokenPath where the token endpoint is, if there is one
 */
public record AssertionAudience(String issuer, Set<String> origins, Optional<String> tokenPath) {

  /** Takes a copy of the set. */
  public AssertionAudience {
    origins = Set.copyOf(origins);
  }

  Set<String> at(HttpServletRequest request) {
    String context = ContextPath.of(request);
    Stream<String> addresses =
        tokenPath.stream().flatMap(path -> origins.stream().map(origin -> origin + context + path));
    return Stream.concat(Stream.of(issuer), addresses).collect(Collectors.toUnmodifiableSet());
  }
}
