package dev.postern.token;

/** The kinds of keys that are made here. */
enum KeyKind {
  /** On P-256. */
  EC,
  /** Ed25519. */
  OKP,
  RSA,
  /** Random bytes. */
  OCT
}
