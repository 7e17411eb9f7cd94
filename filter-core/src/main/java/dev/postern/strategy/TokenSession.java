package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code HttpSession} of one caller whose identity is in a token, during one request. Confined
 * to the lock of its {@link TokenCaller}.
 */
interface TokenSession {

  /** The live one, if there is one; never begins one. */
  Optional<ManagedSession> current();

  /**
   * The live one; begins one if there is none.
   *
   * @throws IllegalStateException if none is kept
   */
  ManagedSession open();

  /**
   * As {@link Caller#replaceAttribute}.
   *
   * @throws IllegalStateException if that cannot be done here
   */
  boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value);

  /** Somebody has logged in: it is theirs from now on, or it ends if it is another's. */
  void login(Identity identity, HeldToken held, Device device);

  /** It ends. */
  void logout();

  /** As {@link Caller#reopen}. */
  Optional<Caller> reopen(ManagedSession session, Instant later);

  /** What the client must be told about it; never {@link CommitResult.SendAs}. */
  CommitResult commit();
}
