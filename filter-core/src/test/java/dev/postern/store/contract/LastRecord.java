package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Until Java 19 the JDK holds the types of the last record that it made an equals(), a hashCode()
 * and a toString() for, one each in the whole machine, and with them the class loader of an
 * application that has long been taken away.
 */
final class LastRecord {

  private LastRecord() {}

  /** Lets the last one be a record of nobody's. */
  static void displace() throws Exception {
    var type = new Loader().define();
    var constructor = type.getConstructor(Path.class);
    var one = constructor.newInstance(Path.of("a"));
    var other = constructor.newInstance(Path.of("a"));
    assertThat(one.equals(other)).isTrue();
    assertThat(one).hasSameHashCodeAs(other).hasToString("Displacing[component=a]");
  }

  /** The JDK makes them once for a class, so that each time has to bring its own. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(LastRecord.class.getClassLoader());
    }

    Class<?> define() throws IOException {
      try (var in = LastRecord.class.getResourceAsStream("Displacing.class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(Displacing.class.getName(), bytes, 0, bytes.length);
      }
    }
  }
}
