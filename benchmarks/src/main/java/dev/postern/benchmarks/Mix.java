package dev.postern.benchmarks;

import dev.postern.denylist.DenylistReplica;
import java.util.stream.IntStream;

/** What was taken back. */
public enum Mix {
  /** Tokens, each by itself. */
  TOKENS {
    @Override
    void deny(DenylistReplica node, int number) {
      node.denyToken(Denials.jti(number), Denials.UNTIL);
    }
  },
  /** Of each kind some, so that a check has to look for all of them. */
  ALL_KINDS {
    @Override
    void deny(DenylistReplica node, int number) {
      switch (number % 10) {
        case 0 -> node.denySession(Denials.sid(number), Denials.UNTIL);
        case 1 -> node.denySubject(Denials.subject(number), Denials.CUT_OFF, Denials.UNTIL);
        case 2 -> node.wantReissue(Denials.subject(number), Denials.CUT_OFF, Denials.UNTIL);
        default -> node.denyToken(Denials.jti(number), Denials.UNTIL);
      }
      if (number == 0) {
        node.denyKey("a retired key", Denials.UNTIL);
        node.denyEveryone(Denials.CUT_OFF, Denials.UNTIL);
      }
    }
  },
  /** Of half a million users everything, and reissues of as many others. */
  SUBJECTS {
    @Override
    void deny(DenylistReplica node, int number) {
      if (number % 2 == 0) {
        node.denySubject(Denials.subject(number), Denials.LOGIN, Denials.UNTIL);
      } else {
        node.wantReissue(Denials.subject(number), Denials.LOGIN, Denials.UNTIL);
      }
    }
  };

  abstract void deny(DenylistReplica node, int number);

  /** By several threads at once, as requests come. */
  void denyMany(DenylistReplica node) {
    IntStream.range(0, Denials.MANY).parallel().forEach(number -> deny(node, number));
  }
}
