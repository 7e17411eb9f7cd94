package dev.postern.store.contract;

import java.nio.file.Path;

/**
 * Any record, for {@link LastRecord}.
 *
 * @param component of a type that is no primitive
 */
public record Displacing(Path component) {}
