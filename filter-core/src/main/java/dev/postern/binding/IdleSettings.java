package dev.postern.binding;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import java.util.List;

/** Settings that would have no effect: whoever wrote them expects one. Stateless. */
final class IdleSettings {

  private IdleSettings() {}

  /**
   * Refuses them.
   *
   * @throws dev.postern.config.ConfigurationException if there are some
   */
  static void refuse(Settings settings, BindingSettings binding) {
    requireRead(
        settings,
        binding.dpop(),
        BindingSettings.DPOP,
        List.of(BindingSettings.NONCE, BindingSettings.ALGORITHMS));
    requireRead(
        settings,
        binding.mtls(),
        BindingSettings.MTLS,
        List.of(BindingSettings.HEADER, BindingSettings.PROXIES));
    requireTogether(settings, binding);
  }

  private static void requireRead(
      Settings settings, BindingMode mode, Setting<?> parent, List<Setting<?>> children) {
    for (Setting<?> child : children) {
      if (mode == BindingMode.OFF && settings.isSet(child)) {
        throw settings.problem(
            child,
            "is never read, because " + parent.name() + " is off",
            "Remove it, or set " + parent.name() + " to optional or required");
      }
    }
  }

  private static void requireTogether(Settings settings, BindingSettings binding) {
    if (binding.header().isPresent() && binding.proxies().isEmpty()) {
      throw settings.problem(
          BindingSettings.HEADER,
          "is nobody's, because anybody can send it",
          "Set mtls.trusted-proxies too");
    }
    if (binding.header().isEmpty() && !binding.proxies().isEmpty()) {
      throw settings.problem(
          BindingSettings.PROXIES,
          "pass no certificate on",
          "Set mtls.header to the header that they write");
    }
  }
}
