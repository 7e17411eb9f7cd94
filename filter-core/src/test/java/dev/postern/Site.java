package dev.postern;

import dev.postern.servlet.LabServlet;
import dev.postern.servlet.TomcatContainer;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.catalina.core.StandardContext;

/** A web application with real filters of ours in an embedded Tomcat, on stores of the lab. */
final class Site {

  final LabStores stores;

  /** How often the application was asked, error pages excepted. */
  final AtomicInteger calls = new AtomicInteger();

  /** Why filters would not start. */
  final List<String> startProblems = new CopyOnWriteArrayList<>();

  private final LabServlet servlet = new LabServlet();
  private final List<Consumer<StandardContext>> setUps = new ArrayList<>();
  private Optional<Path> documents = Optional.empty();
  private Optional<TomcatContainer> container = Optional.empty();

  Site() {
    this(new LabStores());
  }

  /** On stores that another site has, too. */
  Site(LabStores stores) {
    this.stores = stores;
  }

  /** Settings that every filter over plain HTTP and on the lab's stores needs, and more. */
  Map<String, String> settings(String... namesAndValues) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("store", "lab");
    settings.put("store.lab", stores.name);
    settings.put("app", "lab");
    settings.put("allow-insecure-cookie", "true");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  /** A filter as web.xml declares it. */
  Site filter(String name, Map<String, String> settings, String... patterns) {
    return with(
        context ->
            TomcatContainer.addFilter(
                context, name, new TellingFilter(startProblems), settings, patterns));
  }

  Site with(Consumer<StandardContext> setUp) {
    setUps.add(setUp);
    return this;
  }

  /** What the container does with our jar. */
  Site initializer(Class<?>... annotated) {
    return with(
        context ->
            context.addServletContainerInitializer(new PosternInitializer(), Set.of(annotated)));
  }

  /** A file of the web application. */
  Site file(String path, String content) throws Exception {
    var root = documents.isPresent() ? documents.get() : Files.createTempDirectory("site");
    documents = Optional.of(root);
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), content);
    return this;
  }

  Site at(String path, LabServlet.Action action) {
    servlet.at(
        path,
        (request, response) -> {
          if (request.getDispatcherType() != DispatcherType.ERROR) {
            calls.incrementAndGet();
          }
          action.run(request, response);
        });
    return this;
  }

  Site start() throws Exception {
    container =
        Optional.of(
            new TomcatContainer(
                servlet,
                documents.map(Path::toString),
                context -> setUps.forEach(setUp -> setUp.accept(context))));
    return this;
  }

  boolean isServing() {
    return container.orElseThrow().isServing();
  }

  int port() {
    return container.orElseThrow().port();
  }

  Client client() {
    return new Client(container.orElseThrow().port());
  }

  /** May be called earlier than the end of the test. */
  void stop() throws Exception {
    var running = container;
    container = Optional.empty();
    stores.forget();
    if (running.isPresent()) {
      running.get().stop();
    }
  }
}
