package dev.postern;

import dev.postern.store.contract.UndeployContract;
import java.util.List;
import java.util.Map;

/** On the memory store. */
final class UndeployTest extends UndeployContract {

  @Override
  protected List<Class<?>> libraries() {
    return List.of(AuthenticationFilter.class);
  }

  @Override
  protected Map<String, String> store() {
    return Map.of();
  }
}
