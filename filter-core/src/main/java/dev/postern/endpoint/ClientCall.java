package dev.postern.endpoint;

import dev.postern.identity.Identity;
import java.io.IOException;

/** What a client that has proved its id is told. Implementations are thread-safe. */
@FunctionalInterface
interface ClientCall {

  /**
   * Answers it.
   *
   * @param client its name is the client's id, its roles are what the clients file grants
   * @param fields of the body
   * @throws dev.postern.store.StoreException if a store cannot be asked; nothing was written then
   */
  void answer(Identity client, Posted.Fields fields, EndpointCall call) throws IOException;
}
