package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link LogTail} as bytes. The kind of a denial is one byte: 0 for a token and 1 for a subject,
 * as nodes read them that know no others; the code of any other kind, which they take for a subject
 * that nobody is. Stateless and thread-safe.
 */
final class LogForm {

  private static final char LOG = 'L';

  private static final byte TOKEN = 0;
  private static final byte SUBJECT = 1;

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
      out.writeByte(byteOf(denial.kind()));
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
      denials.add(new Denial(kindOf(in.number8()), in.text(), in.instant(), in.instant()));
    }
    return new LogTail(log, origin, first, denials);
  }

  private static int byteOf(Denial.Kind kind) {
    if (kind.equals(Denial.Kind.TOKEN)) {
      return TOKEN;
    }
    return kind.equals(Denial.Kind.SUBJECT) ? SUBJECT : kind.code();
  }

  private static Denial.Kind kindOf(int written) {
    return switch (written) {
      case TOKEN -> Denial.Kind.TOKEN;
      case SUBJECT -> Denial.Kind.SUBJECT;
      default -> new Denial.Kind((char) written);
    };
  }
}
