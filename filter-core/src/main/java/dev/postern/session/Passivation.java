package dev.postern.session;

/**
 * Is told when an object that one request holds is turned into bytes for a shared store, and when
 * it was made of some. On a store that keeps references nothing is told. Called by the threads of
 * that request.
 */
public interface Passivation {

  /** Whether this object wants to know. */
  boolean concerns(Object value);

  /** It will be turned into bytes now; afterwards it is in use again, and told so. */
  void willPassivate(Object value);

  /** It was made of bytes, or turned into some, and will be used now. */
  void didActivate(Object value);

  /** Nobody wants to know. */
  static Passivation unheard() {
    return new Passivation() {
      @Override
      public boolean concerns(Object value) {
        return false;
      }

      @Override
      public void willPassivate(Object value) {}

      @Override
      public void didActivate(Object value) {}
    };
  }
}
