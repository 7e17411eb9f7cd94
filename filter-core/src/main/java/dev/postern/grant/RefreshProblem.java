package dev.postern.grant;

/** Why a refresh token was not accepted. Outside all but the last look the same (ASVS 16.5.1). */
public enum RefreshProblem {
  /** Nothing that this application gave out. */
  FORGED,
  /** Its grant is over: logged out, ended by its owner, or past its time. */
  ENDED,
  /** It was replaced longer ago than any retry comes; its grant has been ended for that. */
  REUSED,
  /** It was given to another client, or for another audience. */
  ANOTHERS,
  /** It is bound to a key or a certificate that was not shown; the token is as good as before. */
  WRONG_SENDER,
  /** More was asked for than was granted; the token is as good as before. */
  SCOPE_NOT_GRANTED
}
