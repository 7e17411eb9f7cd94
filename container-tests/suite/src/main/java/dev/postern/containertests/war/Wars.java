package dev.postern.containertests.war;

import dev.postern.containertests.app.Probe;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
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

  private static File library(String name) {
    return new File(System.getProperty("test.libraries"), name);
  }
}
