package dev.postern.sample.web;

/** The members of RFC 9457 section 3.1, in their order. Immutable and thread-safe. */
public record ProblemBody(String type, String title, int status, String detail) {}
