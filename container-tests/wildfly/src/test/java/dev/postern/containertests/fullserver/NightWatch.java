package dev.postern.containertests.fullserver;

import dev.postern.Revocation;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Made as the application starts, before any filter, with a thread that never sees a request. */
@ApplicationScoped
public class NightWatch {

  @Inject private Instance<Revocation> revocation;
  private ExecutorService thread;

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    thread = Executors.newSingleThreadExecutor();
    // The thread begins here, long before the first request.
    thread.execute(Thread::onSpinWait);
  }

  /** Returns at once; the answer tells when it is done. */
  public CompletableFuture<Void> signOut(String user) {
    return CompletableFuture.runAsync(() -> revocation.get().revokeUser(user), thread);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
