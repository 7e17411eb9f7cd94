package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link LogTail} as bytes. Stateless and thread-safe. */
final class LogForm {

  private static final char LOG = 'L';

  private LogForm() {}

  static byte[] encode(LogTail tail) {
    return FormWriter.form(LOG, out -> write(out, tail));
  }

  static LogTail decode(byte[] form) {
    return FormReader.read(form, LogForm::read);
  }

  private static void write(DataOutputStream out, LogTail tail) throws IOException {
    FormWriter.text(out, tail.log());
    FormWriter.text(out, tail.origin());
    out.writeLong(tail.first());
    out.writeInt(tail.denials().size());
    for (Denial denial : tail.denials()) {
      out.writeBoolean(denial.kind() == Denial.Kind.SUBJECT);
      FormWriter.text(out, denial.key());
      FormWriter.instant(out, denial.cutOff());
      FormWriter.instant(out, denial.until());
    }
  }

  private static LogTail read(FormReader in) {
    if (in.kind() != LOG) {
      throw new IllegalStateException("the entry is no log");
    }
    String log = in.text();
    String origin = in.text();
    long first = in.number64();
    List<Denial> denials = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      Denial.Kind kind = in.flag() ? Denial.Kind.SUBJECT : Denial.Kind.TOKEN;
      denials.add(new Denial(kind, in.text(), in.instant(), in.instant()));
    }
    return new LogTail(log, origin, first, denials);
  }
}
