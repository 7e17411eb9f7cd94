package dev.postern.containertests.war;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.containertests.app.Probe;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WARs with Postern in {@code WEB-INF/lib}. Stateless. */
public final class Wars {

  private Wars() {}

  /** The probe application, with a descriptor. */
  public static WebArchive probe(String name, WebXml webXml) {
    return probe(name).setWebXML(new StringAsset(webXml.text()));
  }

  /** The probe application, without any descriptor. */
  public static WebArchive probe(String name) {
    return bare(name).addPackage(Probe.class.getPackage());
  }

  /** The jars and nothing else: the container's own servlet answers, with the files of the WAR. */
  public static WebArchive bare(String name) {
    return ShrinkWrap.create(WebArchive.class, name + ".war")
        .addAsLibraries(
            library("postern-filter-core.jar"),
            library("jose4j.jar"),
            library("slf4j-api.jar"),
            library("slf4j-jdk14.jar"));
  }

  /** The sample application as it was built. */
  public static WebArchive sample() {
    return ShrinkWrap.create(ZipImporter.class, "parcels.war")
        .importFrom(library("postern-sample-war.war"))
        .as(WebArchive.class);
  }

  /**
   * The label server as it was built, but for the port at which it asks the sample for its keys,
   * and a shorter wait until it asks again: where a machine stalls, an answer may come too late.
   */
  public static WebArchive labels() {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "labels.war")
            .importFrom(library("postern-label-war.war"))
            .as(WebArchive.class);
    String settings = text(war.delete("WEB-INF/postern.properties").getAsset());
    String here = "localhost:" + Integer.getInteger("test.port") + "/";
    String altered =
        settings.replaceFirst("localhost:[0-9]+/", here) + "\ntrusted-issuers.cool-down = 100ms\n";
    return war.addAsWebInfResource(new StringAsset(altered), "postern.properties");
  }

  private static String text(Asset file) {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File library(String name) {
    return new File(System.getProperty("test.libraries"), name);
  }
}
