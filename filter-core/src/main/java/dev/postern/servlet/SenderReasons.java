package dev.postern.servlet;

import dev.postern.binding.BindingProblem;
import dev.postern.strategy.RejectionReason;
import java.util.Arrays;

/** What is wrong with a sender, among the reasons that the log has for all credentials. */
final class SenderReasons {

  private SenderReasons() {}

  /** Whether a credential is good, and was refused for who sent it. */
  static boolean isOne(RejectionReason reason) {
    return Arrays.stream(BindingProblem.values()).map(SenderReasons::of).anyMatch(reason::equals);
  }

  static RejectionReason of(BindingProblem problem) {
    return switch (problem) {
      case NOT_UNDERSTOOD -> RejectionReason.BINDING_NOT_UNDERSTOOD;
      case UNBOUND -> RejectionReason.UNBOUND;
      case WRONG_SENDER -> RejectionReason.WRONG_SENDER;
      case WRONG_PROOF -> RejectionReason.WRONG_PROOF;
      case USED_PROOF -> RejectionReason.USED_PROOF;
      case NONCE_WANTED -> RejectionReason.NONCE_WANTED;
    };
  }
}
