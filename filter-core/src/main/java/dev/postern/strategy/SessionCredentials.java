package dev.postern.strategy;

import dev.postern.session.ManagedSession;
import java.time.Instant;

/** Writes the credential that refers to a session. Thread-safe. */
@FunctionalInterface
interface SessionCredentials {

  IssuedCredential of(ManagedSession session, Instant now);
}
