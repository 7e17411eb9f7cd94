package dev.postern.binding;

import java.time.Instant;
import java.util.Optional;

/**
 * What one request shows of whoever sent it. Belongs to that request, whose threads may share it.
 */
public interface Sender {

  /** Of a filter that binds nothing, and takes nothing that is bound. */
  Sender UNSEEN =
      new Sender() {
        @Override
        public boolean isLookedAt() {
          return false;
        }

        @Override
        public Optional<BindingProblem> problemWith(
            Confirmation confirmation, String token, Instant now) {
          return confirmation.isNone()
              ? Optional.empty()
              : Optional.of(BindingProblem.NOT_UNDERSTOOD);
        }

        @Override
        public Optional<BindingProblem> problem(Instant now) {
          return Optional.empty();
        }

        @Override
        public Confirmation confirmation(Instant now) {
          return Confirmation.NONE;
        }
      };

  /** Whether the filter binds anything. */
  boolean isLookedAt();

  /**
   * Why this request may not use a token that is otherwise good; empty if it may. A proof is used
   * up by that.
   *
   * @param confirmation what the token says
   * @throws dev.postern.store.StoreException if it cannot be told whether the proof was used before
   */
  Optional<BindingProblem> problemWith(Confirmation confirmation, String token, Instant now);

  /**
   * Why this request could get no token; empty if it could, as far as can be told without a store.
   */
  Optional<BindingProblem> problem(Instant now);

  /**
   * What a token is to be bound to that this request gets. A proof is used up by that; the same
   * request may ask again.
   *
   * @throws SenderRefusedException if it has to be bound and cannot
   * @throws dev.postern.store.StoreException if it cannot be told whether the proof was used before
   */
  Confirmation confirmation(Instant now);
}
