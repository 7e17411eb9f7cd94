package org.eclipse.microprofile.config;

import java.util.Optional;

/** As much of the specification's type as is asked for by reflection. */
public interface Config {

  Iterable<String> getPropertyNames();

  <T> Optional<T> getOptionalValue(String name, Class<T> type);
}
