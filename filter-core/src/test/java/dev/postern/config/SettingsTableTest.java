package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

  @Test
  void settingsAreListedByTier() {
    List<Setting<?>> settings =
        List.of(
            Setting.flag("b").defaultsTo("true").meaning("yes | no"),
            Setting.text("a").tier(Tier.ESSENTIAL).meaning("first"));

    assertThat(SettingsTable.markdown(settings))
        .isEqualTo(
            """
            ### Essential

            | Setting | Default | Meaning |
            |---|---|---|
            | `a` | none | first |

            ### Common

            | Setting | Default | Meaning |
            |---|---|---|

            ### Rare

            | Setting | Default | Meaning |
            |---|---|---|
            | `b` | `true` | yes \\| no |
            """);
  }
}
