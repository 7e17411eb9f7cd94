package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.session.codec.ByteWriter;

/**
 * To whom a session belongs whose identity is kept elsewhere: to one login of one subject, so that
 * it is of no use to another subject, and not to the same one after the next login. Immutable and
 * thread-safe.
 *
 * @param subject the name of who has logged in, or empty
 * @param login names the login, or empty
 */
public record SessionOwner(String subject, String login) {

  /** Of a session to which nobody has logged in. */
  public static final SessionOwner NOBODY = new SessionOwner("", "");

  /** Refuses null. */
  public SessionOwner {
    requireNonNull(subject, "subject");
    requireNonNull(login, "login");
  }

  /** Whether nobody has logged in. */
  public boolean isNobody() {
    return equals(NOBODY);
  }

  /** Stands for this owner and no other. */
  Fingerprint fingerprint() {
    ByteWriter named = new ByteWriter(Integer.MAX_VALUE);
    named.text(subject);
    named.text(login);
    return Fingerprint.of(named.toByteArray());
  }
}
