package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressParserTest {

  private static final String FORMS =
      "Write hazelcast-embedded://host:port,host:port/cluster?port=5701 to be a member,"
          + " or hazelcast://host:port,host:port/cluster to be a client.";

  @Test
  void aMemberHasAListOfOthersAndAPortOfItsOwn() {
    assertThat(uri("hazelcast-embedded://a:5701,[::1]:5702/prod?port=5701"))
        .isEqualTo(
            new Address.Embedded(List.of("a:5701", "[::1]:5702"), "prod", OptionalInt.of(5701)));
    assertThat(uri("hazelcast-embedded://a/prod"))
        .isEqualTo(new Address.Embedded(List.of("a"), "prod", OptionalInt.empty()));
  }

  @Test
  void aClientHasAddressesAndTheNameOfTheCluster() {
    assertThat(uri("hazelcast://a:5701,b/prod"))
        .isEqualTo(new Address.Client(List.of("a:5701", "b"), "prod"));
  }

  @Test
  void whatIsWrongWithAnAddressIsSaid() {
    assertThatThrownBy(() -> AddressParser.parse(Map.of()))
        .hasMessage("store.uri: is missing. " + FORMS);
    assertThatThrownBy(() -> uri("hazelcast://a:5701"))
        .hasMessage("store.uri: \"hazelcast://a:5701\" has not the form of an address. " + FORMS);
    assertThatThrownBy(() -> uri("hazelcast://a:99999/prod"))
        .hasMessage("store.uri: \"99999\" is not a port from 1 to 65535. " + FORMS);
    assertThatThrownBy(() -> uri("hazelcast://a,,b/prod"))
        .hasMessage("store.uri: \"\" is not a host and port. " + FORMS);
    assertThatThrownBy(() -> uri("hazelcast://a/prod?port=5701"))
        .hasMessage(
            "store.uri: \"hazelcast://a/prod?port=5701\" names a port to listen on,"
                + " but a client does not listen. "
                + FORMS);
  }

  @Test
  void aPasswordIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> uri("hazelcast://user:hunter2@a:5701/prod"))
        .hasMessage(
            "store.uri: names a user, but Hazelcast's community edition knows none. " + FORMS);
  }

  @Test
  void oneOfTwoSettingsIsEnough(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("hazelcast.yaml"), "hazelcast:\n");

    assertThat(AddressParser.parse(Map.of("store.config", file.toString())))
        .isEqualTo(new Address.File(file));
    assertThatThrownBy(
            () -> AddressParser.parse(Map.of("store.config", "x", "store.uri", "hazelcast://a/b")))
        .hasMessage("store.config: is set beside store.uri. Remove one of them.");
    assertThatThrownBy(() -> AddressParser.parse(Map.of("store.config", "no-such-file")))
        .hasMessage(
            "store.config: \"no-such-file\" cannot be read. Name a Hazelcast configuration file.");
  }

  private static Address uri(String uri) {
    return AddressParser.parse(Map.of("store.uri", uri));
  }
}
