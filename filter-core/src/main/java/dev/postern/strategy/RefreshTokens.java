package dev.postern.strategy;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.Confirmation;
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

  Granted begin(Identity identity, Confirmation bound, Device device, Instant now) {
    return grants.begin(identity, holder.showing(bound.proofs()), device, now);
  }

  /** Whether this is one that was given out; whether it is still good is not known yet. */
  boolean areOurs(String presented) {
    return grants.isOurs(presented);
  }

  RefreshResult refresh(
      String presented, Confirmation sender, Optional<Set<String>> scope, Instant now) {
    return grants.refresh(presented, holder.showing(sender.proofs()), scope, now);
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
