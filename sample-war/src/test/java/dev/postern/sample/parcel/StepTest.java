package dev.postern.sample.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTest {

  @Test
  void everyStepIsFoundByItsCode() {
    for (Step step : Step.values()) {
      assertThat(Step.ofCode(step.getCode())).contains(step);
    }
    assertThat(Step.ofCode("in-transit")).contains(Step.IN_TRANSIT);
  }

  @Test
  void aCodeIsTakenLiterally() {
    assertThat(Step.ofCode("IN_TRANSIT")).isEmpty();
    assertThat(Step.ofCode("")).isEmpty();
  }

  @Test
  void theWayEndsDeliveredOrReturned() {
    assertThat(Step.DELIVERED.getFollowing()).isEmpty();
    assertThat(Step.RETURNED.getFollowing()).isEmpty();
    assertThat(Step.OUT_FOR_DELIVERY.getFollowing()).containsExactly(Step.DELIVERED, Step.RETURNED);
  }
}
