package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartedApplicationsTest {

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final ClassLoader shared = getClass().getClassLoader();

  /** A library that several applications share is none of theirs. */
  private final ClassLoader firstLoader = new URLClassLoader(new URL[0], shared);

  private final ServletContext first = application(firstLoader);
  private final ServletContext second = application(new URLClassLoader(new URL[0], shared));

  @AfterEach
  void stop() {
    Thread.currentThread().setContextClassLoader(before);
    StartedApplications.stopped(first);
    StartedApplications.stopped(second);
  }

  @Test
  void aThreadBelongsToTheApplicationWhoseLoaderItHas() {
    StartedApplications.started(first);
    StartedApplications.started(second);

    assertThat(seenWith(firstLoader)).contains(first);
    assertThat(seenWith(new URLClassLoader(new URL[0], firstLoader))).contains(first);
    assertThat(seenWith(second.getClassLoader())).contains(second);
    assertThat(seenWith(shared)).isEmpty();
    assertThat(seenWith(null)).isEmpty();
  }

  @Test
  void aLibraryOfAnApplicationsOwnBelongsToItInWhateverThread() {
    ServletContext owner = application(shared);
    StartedApplications.started(owner);
    StartedApplications.started(second);
    try {
      assertThat(seenWith(second.getClassLoader())).contains(owner);
      assertThat(seenWith(null)).contains(owner);
    } finally {
      StartedApplications.stopped(owner);
    }
  }

  @Test
  void oneThatHasStoppedOrNeverStartedIsNotFound() {
    assertThat(seenWith(firstLoader)).isEmpty();

    StartedApplications.started(first);
    StartedApplications.stopped(first);
    StartedApplications.stopped(first);

    assertThat(seenWith(firstLoader)).isEmpty();
  }

  @Test
  void ofSeveralWithOneLoaderNoneIsTakenForTheOther() {
    ServletContext twin = application(firstLoader);
    StartedApplications.started(first);
    StartedApplications.started(twin);

    assertThat(seenWith(firstLoader)).isEmpty();
    StartedApplications.stopped(twin);
    assertThat(seenWith(firstLoader)).contains(first);
  }

  private static Optional<ServletContext> seenWith(@Nullable ClassLoader ofTheThread) {
    Thread.currentThread().setContextClassLoader(ofTheThread);
    return StartedApplications.of(StartedApplications.class);
  }

  private static ServletContext application(ClassLoader loader) {
    return (ServletContext)
        Proxy.newProxyInstance(
            StartedApplicationsTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getClassLoader" -> loader;
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  // Which class loader it has is all that may be asked of an application here.
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
