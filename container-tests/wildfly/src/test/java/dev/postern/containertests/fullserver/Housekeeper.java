package dev.postern.containertests.fullserver;

import dev.postern.Revocation;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** Signs users out in a thread of the container's. */
@ApplicationScoped
public class Housekeeper {

  @Resource private ManagedExecutorService threads;
  @Inject private Revocation revocation;

  /** Returns at once; the answer tells when it is done. */
  public CompletableFuture<Void> signOut(String user) {
    return CompletableFuture.runAsync(() -> revocation.revokeUser(user), threads);
  }
}
