package jakarta.enterprise.inject.spi;

import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** As much of the specification's type as is asked for by reflection. */
public final class CDI {

  private static Optional<Instance<Object>> beans = Optional.empty();

  private CDI() {}

  public static void provide(Optional<Instance<Object>> others) {
    beans = others;
  }

  public static Instance<Object> current() {
    return beans.orElseThrow(() -> new IllegalStateException("no CDI"));
  }
}
