package dev.postern.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private static final VerifiedJwt JWT = new VerifiedJwt(Map.of(), Map.of(), "kid");

  private final VerifiedTokens<VerifiedJwt> table = new VerifiedTokens<>(100);

  @Test
  void aTokenIsFoundByItsWholeText() {
    table.add("token", JWT);

    assertThat(table.find("token")).containsSame(JWT);
    assertThat(table.find("toke")).isEmpty();
    assertThat(table.find("token ")).isEmpty();
  }

  @Test
  void aRemovedTokenIsForgottenInBothGenerations() {
    table.add("old", JWT);
    flood("a", 50);
    table.remove("old");
    table.add("young", JWT);
    table.remove("young");

    assertThat(table.find("old")).isEmpty();
    assertThat(table.find("young")).isEmpty();
  }

  @Test
  void aFloodOfGoodTokensNeverOutgrowsTheTable() {
    for (int i = 0; i < 10_000; i++) {
      table.add("token-" + i, JWT);

      assertThat(table.size()).isLessThanOrEqualTo(100);
    }
  }

  @Test
  void whatIsInUseSurvivesTheFlood() {
    table.add("used", JWT);
    for (int i = 0; i < 1_000; i++) {
      table.add("token-" + i, JWT);
      if (i % 20 == 0) {
        assertThat(table.find("used")).isPresent();
      }
    }
    assertThat(table.find("token-0")).isEmpty();
  }

  @Test
  void manyThreadsKeepItBounded() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < 16; thread++) {
      String prefix = "t" + thread + "-";
      done.add(threads.submit(() -> flood(prefix, 2_000)));
    }
    for (Future<?> future : done) {
      future.get();
    }
    threads.shutdown();

    assertThat(table.size()).isBetween(50, 100);
  }

  private void flood(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      table.add(prefix + i, JWT);
      table.find(prefix + i / 2);
    }
  }
}
