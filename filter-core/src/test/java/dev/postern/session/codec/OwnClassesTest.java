package dev.postern.session.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application's own classes are those in its WEB-INF/classes, and not those of its libraries.
 */
class OwnClassesTest {

  private static final String CART = ValueCodecTest.Cart.class.getName();

  @TempDir private Path war;

  @Test
  void aClassInWebInfClassesIsAllowedAndReadByTheApplicationsLoader() throws Exception {
    try (URLClassLoader application = loaderOf("WEB-INF/classes/")) {
      Class<?> cart = application.loadClass(CART);
      Object value = empty(cart);
      ValueCodec codec = new ValueCodec(application, List.of(), 1_000);

      Object decoded = codec.decode(codec.encode(value));

      assertThat(decoded).isEqualTo(value);
      assertThat(decoded.getClass()).isSameAs(cart).isNotSameAs(ValueCodecTest.Cart.class);
    }
  }

  @Test
  void theSameClassInALibraryIsNotAllowed() throws Exception {
    try (URLClassLoader application = loaderOf("WEB-INF/lib/cart.jar/")) {
      AllowedClasses allowed = new AllowedClasses(application, List.of());

      assertThat(allowed.contains(application.loadClass(CART))).isFalse();
    }
  }

  @Test
  void aClassOfAnotherApplicationIsNotAllowed() throws Exception {
    try (URLClassLoader application = loaderOf("WEB-INF/classes/");
        URLClassLoader other = loaderOf("WEB-INF/classes/")) {
      AllowedClasses allowed = new AllowedClasses(application, List.of());

      assertThat(allowed.contains(application.loadClass(CART))).isTrue();
      assertThat(allowed.contains(other.loadClass(CART))).isFalse();
    }
  }

  private static Object empty(Class<?> cart) throws ReflectiveOperationException {
    var maker = cart.getDeclaredConstructor();
    maker.setAccessible(true);
    return maker.newInstance();
  }

  /** A loader of nothing but the cart, as a container makes one for each deployment. */
  private URLClassLoader loaderOf(String directory) throws IOException {
    String file = CART.replace('.', '/') + ".class";
    Path target = war.resolve(directory).resolve(file);
    Files.createDirectories(target.resolveSibling("."));
    try (InputStream content = getClass().getClassLoader().getResourceAsStream(file)) {
      Files.write(target, content.readAllBytes());
    }
    URL[] place = {war.resolve(directory).toUri().toURL()};
    return new URLClassLoader(place, ClassLoader.getPlatformClassLoader());
  }
}
