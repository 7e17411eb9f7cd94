package dev.postern.containertests.fullserver;

import dev.postern.Revocation;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Made as the application starts, before any filter, with a thread that never sees a request. */
@ApplicationScoped
public class NightWatch {

  private ExecutorService thread;
  private ServletContext application;

  void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
    application = started;
    thread = Executors.newSingleThreadExecutor();
    // The thread begins here, long before the first request.
    thread.execute(Thread::onSpinWait);
  }

  /** Returns at once; the answer tells when it is done. */
  public CompletableFuture<Void> signOut(String user) {
    return CompletableFuture.runAsync(() -> Revocation.of(application).revokeUser(user), thread);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
