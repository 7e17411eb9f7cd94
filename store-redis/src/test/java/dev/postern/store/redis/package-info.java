/** Tests of the Redis store against real servers. */
package dev.postern.store.redis;
