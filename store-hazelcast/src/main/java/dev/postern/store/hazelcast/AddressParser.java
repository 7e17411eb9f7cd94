package dev.postern.store.hazelcast;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code store.uri} or {@code store.config}. Stateless and thread-safe. */
final class AddressParser {

  private static final String URI = "store.uri";
  private static final String CONFIG = "store.config";
  private static final String FORMS =
      "hazelcast-embedded://host:port,host:port/cluster?port=5701 to be a member,"
          + " or hazelcast://host:port,host:port/cluster to be a client";
  private static final Pattern FORM =
      Pattern.compile("hazelcast(-embedded)?://([^/?#@]+)/([\\w.-]+)(?:\\?port=(\\d{1,5}))?");
  private static final Pattern HOST =
      Pattern.compile("(?:\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?");
  private static final int GREATEST_PORT = 65_535;

  private AddressParser() {}

  static Set<String> names() {
    return Set.of(URI, CONFIG, ReadTimeout.NAME);
  }

  static Address parse(Map<String, String> values) {
    String uri = values.get(URI);
    String config = values.get(CONFIG);
    if (uri != null && config != null) {
      throw new IllegalArgumentException(
          "store.config: is set beside store.uri. Remove one of them.");
    }
    if (config != null) {
      return file(config);
    }
    if (uri == null) {
      throw new IllegalArgumentException("store.uri: is missing. Write " + FORMS + ".");
    }
    return uri(uri);
  }

  private static Address file(String text) {
    Path path = Path.of(text);
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException(
          "store.config: \"" + text + "\" cannot be read. Name a Hazelcast configuration file.");
    }
    return new Address.File(path);
  }

  /** The value is repeated only once it is known to hold no user and password. */
  private static Address uri(String text) {
    if (text.contains("@")) {
      throw problem("names a user, but Hazelcast's community edition knows none");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw problem("\"" + text + "\" has not the form of an address");
    }
    List<String> members = List.of(form.group(2).split(",", -1));
    members.forEach(AddressParser::checkMember);
    boolean embedded = form.group(1) != null;
    if (!embedded && form.group(4) != null) {
      throw problem("\"" + text + "\" names a port to listen on, but a client does not listen");
    }
    return embedded
        ? new Address.Embedded(members, form.group(3), port(form.group(4)))
        : new Address.Client(members, form.group(3));
  }

  private static void checkMember(String member) {
    Matcher host = HOST.matcher(member);
    if (!host.matches()) {
      throw problem("\"" + member + "\" is not a host and port");
    }
    port(host.group(1));
  }

  private static OptionalInt port(@Nullable String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > GREATEST_PORT) {
      throw problem("\"" + text + "\" is not a port from 1 to " + GREATEST_PORT);
    }
    return OptionalInt.of(port);
  }

  private static IllegalArgumentException problem(String what) {
    return new IllegalArgumentException("store.uri: " + what + ". Write " + FORMS + ".");
  }
}
