package dev.postern.grant;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.RecordId;
import dev.postern.store.StoredValue;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of one login that refresh tokens carry on. Immutable and thread-safe.
 *
 * @param handle names the grant, in access tokens ({@code sid}) and towards its owner
 * @param holder to whom its tokens were given
 * @param device where the login came from
 * @param loggedInAt when it was
 * @param identity who has logged in, with the time of that and the scope that was granted
 * @param identityAsOf as of when that is so: the login, or the latest revision
 * @param current the one token that is good
 * @param last how that came to be; empty until the first refresh
 */
record GrantState(
    RecordId handle,
    Holder holder,
    Device device,
    Instant loggedInAt,
    Identity identity,
    Instant identityAsOf,
    TokenHash current,
    Optional<Rotation> last) {

  GrantState {
    requireNonNull(handle, "handle");
    requireNonNull(holder, "holder");
    requireNonNull(device, "device");
    requireNonNull(loggedInAt, "loggedInAt");
    requireNonNull(identity, "identity");
    requireNonNull(identityAsOf, "identityAsOf");
    requireNonNull(current, "current");
    requireNonNull(last, "last");
  }

  GrantState rotated(TokenHash next, StoredValue.Bytes sealedSuccessor, Instant now) {
    Rotation rotation = new Rotation(current, now, sealedSuccessor);
    return new GrantState(
        handle, holder, device, loggedInAt, identity, identityAsOf, next, Optional.of(rotation));
  }

  /** The same login of somebody whose roles or claims are others from an instant on. */
  GrantState revised(Identity other, Instant asOf) {
    return new GrantState(handle, holder, device, loggedInAt, other, asOf, current, last);
  }
}
