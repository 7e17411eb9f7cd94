/** Tests of the settings, and {@link dev.postern.config.TestSettings} for tests elsewhere. */
@NullMarked
package dev.postern.config;

import org.jspecify.annotations.NullMarked;
