/**
 * Settings: where they come from, what they may be, and the message when one is wrong. Public for
 * the other packages of this jar, each of which declares its own settings and reads them from a
 * {@link dev.postern.config.Settings}. Imports the JDK only. Never repairs a value, never reads the
 * real environment by itself, and never shows a secret.
 */
@NullMarked
package dev.postern.config;

import org.jspecify.annotations.NullMarked;
