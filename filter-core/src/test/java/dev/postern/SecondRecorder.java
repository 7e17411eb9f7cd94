package dev.postern;

/** Declared after {@link Recorder}. */
public final class SecondRecorder extends Recorder {}
