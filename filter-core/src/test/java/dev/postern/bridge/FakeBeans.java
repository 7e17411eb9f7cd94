package dev.postern.bridge;

import jakarta.enterprise.inject.Instance;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;

/** The beans of an application, one of each type. */
record FakeBeans<T>(Class<T> type, Map<Class<?>, Object> beans) implements Instance<T> {

  @Override
  public <U extends T> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
    return new FakeBeans<>(subtype, beans);
  }

  @Override
  public boolean isUnsatisfied() {
    return !beans.containsKey(type);
  }

  @Override
  public T get() {
    return type.cast(Optional.ofNullable(beans.get(type)).orElseThrow());
  }
}
