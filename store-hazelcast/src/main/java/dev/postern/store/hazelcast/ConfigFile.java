package dev.postern.store.hazelcast;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.XmlClientConfigBuilder;
import com.hazelcast.client.config.YamlClientConfigBuilder;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Hazelcast configuration file, of a member or of a client. Immutable and thread-safe. */
final class ConfigFile {

  private static final Pattern XML_ROOT =
      Pattern.compile("\\A(?:\\s|<\\?.*?\\?>|<!--.*?-->)*+<([\\w-]+)", Pattern.DOTALL);
  private static final Pattern YAML_ROOT =
      Pattern.compile("^(hazelcast(?:-client)?)\\s*:", Pattern.MULTILINE);

  private final Path path;
  private final boolean xml;
  private final String root;

  private ConfigFile(Path path, boolean xml, String root) {
    this.path = path;
    this.xml = xml;
    this.root = root;
  }

  static ConfigFile read(Path path) {
    try {
      String text = Files.readString(path);
      boolean xml = path.toString().endsWith(".xml");
      Matcher matcher = (xml ? XML_ROOT : YAML_ROOT).matcher(text);
      String root = matcher.find() ? matcher.group(1) : "";
      if (!root.equals("hazelcast") && !root.equals("hazelcast-client")) {
        throw problem(path, "begins neither with hazelcast nor with hazelcast-client", null);
      }
      return new ConfigFile(path, xml, root);
    } catch (IOException e) {
      throw problem(path, "cannot be read", e);
    }
  }

  boolean isOfClient() {
    return root.equals("hazelcast-client");
  }

  Config member() {
    try {
      return Config.loadFromFile(path.toFile());
    } catch (HazelcastException | IOException e) {
      throw problem(path, "is not accepted by Hazelcast: " + e.getMessage(), e);
    }
  }

  ClientConfig client() {
    try {
      return xml
          ? new XmlClientConfigBuilder(path.toFile()).build()
          : new YamlClientConfigBuilder(path.toFile()).build();
    } catch (HazelcastException | IOException e) {
      throw problem(path, "is not accepted by Hazelcast: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException problem(
      Path path, String what, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "store.config: \"" + path + "\" " + what + ". Name a Hazelcast configuration file.", cause);
  }
}
