package dev.postern.store;

/**
 * A {@link SessionStore} that keeps {@link StoredValue.Reference}s, because its records never leave
 * this JVM. Every other store is given {@link StoredValue.Bytes} only. Asked once, at start-up.
 */
public interface KeepsReferences {}
