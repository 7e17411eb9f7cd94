package jakarta.enterprise.inject;

import java.lang.annotation.Annotation;

/** As much of the specification's type as is asked for by reflection. */
public interface Instance<T> {

  <U extends T> Instance<U> select(Class<U> type, Annotation... qualifiers);

  boolean isUnsatisfied();

  T get();
}
