package dev.postern.token;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Where JSON documents of others come from. Implementations are thread-safe. */
interface DocumentSource {

  /**
   * The document.
   *
   * @throws IOException whatever is wrong with it; the message holds nothing of it
   */
  Map<String, Object> fetch(URI address) throws IOException;

  /** Whether somebody else may take their time to answer. */
  default boolean isRemote() {
    return false;
  }
}
