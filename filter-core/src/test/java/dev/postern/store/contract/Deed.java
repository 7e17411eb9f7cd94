package dev.postern.store.contract;

import java.util.Collection;

/**
 * What a node was asked to do. Immutable and thread-safe.
 *
 * @param way in which it took a credential back
 * @param number of the credential
 * @param isConfirmed whether it said that this is safe
 */
public record Deed(Taking way, int number, boolean isConfirmed) {

  /** Lets the node do it. */
  public static Deed of(DenyingNode node, Taking way, int number) {
    return new Deed(way, number, node.takesBack(way, number));
  }

  /** What a node says of the credential. */
  public Answer answerOf(DenyingNode node) {
    return node.answer(way, number);
  }

  /** Whether the node refuses the credentials of all these deeds. */
  public static boolean areHeldBy(DenyingNode node, Collection<Deed> deeds) {
    return deeds.stream().allMatch(deed -> deed.answerOf(node) == Answer.REFUSED);
  }
}
