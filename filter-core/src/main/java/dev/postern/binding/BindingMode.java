package dev.postern.binding;

/** Whether tokens are bound to their senders in one of the two ways. */
public enum BindingMode {
  /** Not at all: a token that is bound so is refused. */
  OFF,
  /** Where the sender shows what to bind to. */
  OPTIONAL,
  /** Always: a token that is not bound so is refused. */
  REQUIRED
}
