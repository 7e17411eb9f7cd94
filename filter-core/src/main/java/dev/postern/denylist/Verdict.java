package dev.postern.denylist;

/** What the denylist says of a credential. */
public enum Verdict {
  /** Nothing was said against it. */
  ALLOWED,
  /** This token was taken back. */
  TOKEN_DENIED,
  /** The session or grant it belongs to was ended. */
  SESSION_DENIED,
  /** Everything of its subject that was authenticated by then was taken back. */
  SUBJECT_CUT_OFF,
  /** Everything of everyone that was authenticated by then was taken back. */
  EVERYONE_CUT_OFF,
  /** The key that signed it is void. */
  KEY_VOID,
  /** The token says what is no longer so, for example roles; whoever holds a grant gets another. */
  REISSUE_WANTED;

  /** Whether the credential may be used. */
  public boolean isAllowed() {
    return this == ALLOWED;
  }
}
