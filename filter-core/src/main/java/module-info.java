/** Authentication for an existing Jakarta EE web application. */
module dev.postern {
  requires static jakarta.cdi;
  requires static transitive jakarta.servlet;
  requires static transitive org.jspecify;
  requires java.net.http;
  requires java.xml;
  requires org.jose4j;

  exports dev.postern;
  exports dev.postern.identity;
  exports dev.postern.store;

  uses dev.postern.store.StoreProvider;

  provides dev.postern.store.StoreProvider with
      dev.postern.store.memory.MemoryStoreProvider;
  provides jakarta.enterprise.inject.spi.Extension with
      dev.postern.cdi.InjectableServices;
  provides jakarta.servlet.ServletContainerInitializer with
      dev.postern.PosternInitializer;
}
