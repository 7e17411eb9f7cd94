package dev.postern.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The settings as the README shows them, so that a test can hold it to the code. Stateless. */
public final class SettingsTable {
  private static final String HEAD = "| Setting | Default | Meaning |\n|---|---|---|\n";

  private SettingsTable() {}

  /** The table of one tier in markdown, each line ended, in the order of the list. */
  public static String markdown(Tier tier, List<? extends Setting<?>> settings) {
    return settings.stream()
        .filter(setting -> setting.tier() == tier)
        .map(SettingsTable::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  /** All tables, each under a heading of the third level. */
  public static String markdown(List<? extends Setting<?>> settings) {
    return List.of(Tier.values()).stream()
        .map(tier -> "### " + title(tier) + "\n\n" + markdown(tier, settings))
        .collect(Collectors.joining("\n"));
  }

  private static String row(Setting<?> setting) {
    String defaultCell = setting.defaultText().map(text -> '`' + cell(text) + '`').orElse("none");
    return "| `" + setting.name() + "` | " + defaultCell + " | " + cell(setting.meaning()) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private static String title(Tier tier) {
    return tier.name().charAt(0) + tier.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
