package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A {@link Roll} as bytes. Stateless and thread-safe. */
final class RollForm {

  private static final char ROLL = 'R';

  private RollForm() {}

  static byte[] encode(Roll roll) {
    return FormWriter.form(ROLL, out -> write(out, roll));
  }

  static Roll decode(byte[] form) {
    return FormReader.read(form, RollForm::read);
  }

  private static void write(DataOutputStream out, Roll roll) throws IOException {
    out.writeInt(roll.places().size());
    for (Place place : roll.places()) {
      FormWriter.instant(out, place.since());
      FormWriter.instant(out, place.until());
      out.writeInt(place.keys().size());
      for (SessionKey key : place.keys()) {
        FormWriter.text(out, key.value());
      }
    }
  }

  private static Roll read(FormReader in) {
    if (in.kind() != ROLL) {
      throw new IllegalStateException("the entry is no roll");
    }
    List<Place> places = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      Instant since = in.instant();
      Instant until = in.instant();
      places.add(new Place(readKeys(in), since, until));
    }
    return new Roll(places);
  }

  private static List<SessionKey> readKeys(FormReader in) {
    List<SessionKey> keys = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      keys.add(new SessionKey(in.text()));
    }
    return keys;
  }
}
