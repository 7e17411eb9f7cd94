package dev.postern.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Commits however an asynchronous request ends. Thread-safe as far as what it runs is. */
final class CommitListener implements AsyncListener {

  private final Runnable commit;
  private final Runnable over;

  /**
   * Runs what it is given.
   *
   * @param over when nothing more can come
   */
  CommitListener(Runnable commit, Runnable over) {
    this.commit = commit;
    this.over = over;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    commit.run();
    over.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    commit.run();
  }

  @Override
  public void onError(AsyncEvent event) {
    commit.run();
  }

  /** A request that starts again does so through our wrapper, which listens anew. */
  @Override
  public void onStartAsync(AsyncEvent event) {}
}
