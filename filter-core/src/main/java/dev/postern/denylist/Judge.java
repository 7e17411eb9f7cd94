package dev.postern.denylist;

/** Says of a credential what the copy knows of it. Makes no object. Thread-safe. */
final class Judge {

  private final DenialTable copy;
  private final long everyone;

  /**
   * Over this copy.
   *
   * @param everyone the key under which all are cut off
   */
  Judge(DenialTable copy, long everyone) {
    this.copy = copy;
    this.everyone = everyone;
  }

  Verdict of(KeyedFacts facts) {
    Verdict ofIds = ofIds(facts);
    return ofIds.isAllowed() ? ofTimes(facts) : ofIds;
  }

  private Verdict ofIds(KeyedFacts facts) {
    if (copy.signers().contains(facts.signer())) {
      return Verdict.KEY_VOID;
    }
    if (copy.tokens().contains(facts.token())) {
      return Verdict.TOKEN_DENIED;
    }
    return copy.sessions().contains(facts.session()) ? Verdict.SESSION_DENIED : Verdict.ALLOWED;
  }

  private Verdict ofTimes(KeyedFacts facts) {
    if (copy.everyone().isVoid(everyone, facts.authenticated())) {
      return Verdict.EVERYONE_CUT_OFF;
    }
    if (copy.subjects().isVoid(facts.subject(), facts.authenticated())) {
      return Verdict.SUBJECT_CUT_OFF;
    }
    return facts.saysWhenIssued() && copy.reissues().isVoid(facts.subject(), facts.issued())
        ? Verdict.REISSUE_WANTED
        : Verdict.ALLOWED;
  }
}
