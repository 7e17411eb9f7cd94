package dev.postern.containertests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.containertests.cluster.verifier.QuickVerifier;
import dev.postern.containertests.war.Wars;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Two editions of the sample: as it was built, and with another form of a class whose objects are
 * in sessions. Each tells which it is. Immutable.
 */
record Editions(Path first, Path second) {

  private static final String COUNTER = "dev/postern/sample/lab/Counter.class";
  private static final String SLOW =
      "<param-value>dev.postern.sample.account.DeskVerifier</param-value>";
  private static final String QUICK =
      "<param-value>" + QuickVerifier.class.getName() + "</param-value>";

  static Editions in(Path folder) {
    WebArchive second = edition("second");
    second.delete("/WEB-INF/classes/" + COUNTER);
    second.addAsWebInfResource(changedCounter(folder), "classes/" + COUNTER);
    return new Editions(
        written(edition("first"), folder.resolve("first.war")),
        written(second, folder.resolve("second.war")));
  }

  private static WebArchive edition(String name) {
    WebArchive sample = Wars.sample();
    return sample
        .addClass(QuickVerifier.class)
        .setWebXML(
            new StringAsset(
                withQuickLogin(textOf(sample.get("/WEB-INF/web.xml").getAsset().openStream()))))
        .addAsWebResource(new StringAsset(name), "public/edition.txt");
  }

  private static Path written(WebArchive war, Path file) {
    war.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  private static String withQuickLogin(String webXml) {
    if (!webXml.contains(SLOW)) {
      throw new IllegalStateException("The sample checks passwords in another way.");
    }
    return webXml.replace(SLOW, QUICK);
  }

  private static File changedCounter(Path folder) {
    Path source = Folders.write(folder.resolve("Counter.java"), source());
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", folder.toString(), source.toString());
    if (result != 0) {
      throw new IllegalStateException("The changed class does not compile.");
    }
    return folder.resolve(COUNTER).toFile();
  }

  private static String source() {
    return textOf(Editions.class.getResourceAsStream("/changed/Counter.java"));
  }

  private static String textOf(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
