package dev.postern.config;

/** How often a setting is needed; the README's table is ordered by it. */
public enum Tier {
  /** Nearly every application sets it. */
  ESSENTIAL,
  /** Many do. */
  COMMON,
  /** Few do; the default is right for the rest. */
  RARE
}
