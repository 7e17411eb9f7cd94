/** What is promised in figures, measured beside what others do. */
@NullMarked
package dev.postern.benchmarks;

import org.jspecify.annotations.NullMarked;
