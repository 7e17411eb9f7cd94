package dev.postern.strategy;

import static java.util.Objects.requireNonNull;

import dev.postern.grant.Granted;
import dev.postern.grant.Grants;
import dev.postern.grant.Holder;
import dev.postern.grant.RefreshResult;
import dev.postern.identity.Identity;
import dev.postern.session.Device;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The refresh tokens that one filter gives to its own callers. Immutable and thread-safe. */
public final class RefreshTokens {

  private final Grants grants;
  private final Holder holder;

  /**
   * Puts the parts together.
   *
   * @param holder who gets them, and for what
   */
  public RefreshTokens(Grants grants, Holder holder) {
    this.grants = requireNonNull(grants, "grants");
    this.holder = requireNonNull(holder, "holder");
  }

  Granted begin(Identity identity, Device device, Instant now) {
    return grants.begin(identity, holder, device, now);
  }

  RefreshResult refresh(String presented, Optional<Set<String>> scope, Instant now) {
    return grants.refresh(presented, holder, scope, now);
  }

  void revoke(String presented, Instant now) {
    grants.revoke(presented, now);
  }

  void revoke(String presented, String client, Instant now) {
    grants.revoke(presented, client, now);
  }

  void end(String handle, Instant now) {
    grants.end(handle, now);
  }
}
