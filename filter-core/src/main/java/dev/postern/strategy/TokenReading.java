package dev.postern.strategy;

import dev.postern.denylist.CredentialFacts;
import dev.postern.denylist.DenylistReplica;
import dev.postern.denylist.KeyedFacts;
import dev.postern.identity.Identity;
import dev.postern.token.VerifiedJwt;
import java.util.Optional;

/**
 * What a verified token says: made once, and kept with the token. Immutable and thread-safe.
 *
 * @param identity of its holder
 * @param facts that the denylist is asked about with every request
 */
record TokenReading(Identity identity, KeyedFacts facts) {

  /** Empty if one of its claims has the wrong type, or a name that no identity can have. */
  static Optional<TokenReading> of(VerifiedJwt jwt, DenylistReplica denylist) {
    Optional<TokenReading> kept = jwt.kept(TokenReading.class);
    return kept.isPresent() && denylist.hasKeyed(kept.get().facts()) ? kept : read(jwt, denylist);
  }

  private static Optional<TokenReading> read(VerifiedJwt jwt, DenylistReplica denylist) {
    Optional<TokenReading> made =
        IdentityClaims.read(jwt.claims())
            .map(identity -> new TokenReading(identity, denylist.keyed(factsOf(jwt, identity))));
    made.ifPresent(jwt::keep);
    return made;
  }

  private static CredentialFacts factsOf(VerifiedJwt jwt, Identity identity) {
    return new CredentialFacts(
        Optional.of(jwt.id()),
        jwt.text("sid"),
        Optional.of(jwt.keyId()),
        identity.name(),
        identity.authenticatedAt(),
        Optional.of(ExactTimes.asOf(jwt.issuedAt(), jwt.claims())));
  }
}
