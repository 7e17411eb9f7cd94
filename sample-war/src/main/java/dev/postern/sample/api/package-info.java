/**
 * The business over HTTP, the same in every zone. Imports web, desk, parcel and account; never asks
 * how a caller signed in.
 */
@NullMarked
package dev.postern.sample.api;

import org.jspecify.annotations.NullMarked;
