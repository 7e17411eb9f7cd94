package dev.postern.sample.label;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.OneTimeRequest;
import dev.postern.OneTimeToken;
import dev.postern.OneTimeTokens;
import dev.postern.sample.parcel.Parcel;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.URLEncoder;

/**
 * A link to the label of one parcel, good for one download. The label server knows no parcels: what
 * is to be printed stands in the query, and the token is good for that query only. Whoever has the
 * link can use it, so it has no {@code toString} to end in a log with. Immutable and thread-safe.
 */
public final class LabelLink {

  private static final String SERVER = "labels";

  /** As much as there is room for on a label, so that the token stays short too. */
  private static final int ROOM = 40;

  private final String address;
  private final OneTimeToken token;

  private LabelLink(String address, OneTimeToken token) {
    this.address = address;
    this.token = token;
  }

  /** A link for this user; where the label server is stands in web.xml. */
  public static LabelLink to(Parcel parcel, String username, ServletContext context) {
    String server = context.getInitParameter("labels.address");
    String file = "/parcel/" + parcel.number() + ".pdf";
    String query = "recipient=" + encode(parcel.recipient()) + "&town=" + encode(parcel.town());
    OneTimeRequest download =
        OneTimeRequest.get(SERVER, URI.create(server).getPath() + file).withQuery(query);
    OneTimeToken token = OneTimeTokens.of(context).issue(username, download);
    return new LabelLink(server + file + "?" + query + "&token=" + token.value(), token);
  }

  /** Where a browser goes. */
  public String address() {
    return address;
  }

  /** Until when, in ISO 8601. */
  public String expiresAt() {
    return token.expiresAt().toString();
  }

  private static String encode(String text) {
    int[] shown = text.codePoints().limit(ROOM).toArray();
    return URLEncoder.encode(new String(shown, 0, shown.length), UTF_8);
  }
}
