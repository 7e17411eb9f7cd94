package dev.postern.store.contract;

import java.util.function.BooleanSupplier;

/**
 * A part of a store that can be lost, and that another one can stand in for.
 *
 * @param name what it is called in the log
 * @param lose takes it away
 * @param isReplaced whether another one does its work by now; until then the store cannot be asked
 * @param restore brings it back, or leaves it away
 */
public record LostPart(String name, Runnable lose, BooleanSupplier isReplaced, Runnable restore) {}
