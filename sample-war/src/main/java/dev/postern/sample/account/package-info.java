/**
 * Who may use the desk, and who is barred from it. Imports Postern's identity types and the JDK;
 * never HTTP.
 */
@NullMarked
package dev.postern.sample.account;

import org.jspecify.annotations.NullMarked;
