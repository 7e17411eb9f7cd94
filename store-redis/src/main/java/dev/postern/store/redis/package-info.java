/**
 * Sessions and revocations on Redis: one server, Sentinel or Cluster. A session is one hash under
 * one key, so it lives in one slot; every call on the path of a request is one round trip, on a
 * cluster some more where it concerns several keys. Plain commands wherever they are atomic; where
 * they are not, a short script from the resources beside this package. Imports the store SPI and
 * jedis; never sees identities, JSON or HTTP. Public is only the provider, for the service loader.
 */
@NullMarked
package dev.postern.store.redis;

import org.jspecify.annotations.NullMarked;
