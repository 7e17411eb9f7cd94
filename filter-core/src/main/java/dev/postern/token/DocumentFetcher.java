package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a JSON document of an outside issuer: by TLS with certificate and host name verified (or
 * from localhost), following no redirect, within three seconds and 256 KiB. Each fetch has a client
 * and threads of its own and leaves none behind, since fetches are rare and applications are
 * undeployed. Thread-safe.
 */
final class DocumentFetcher implements DocumentSource {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration WHOLE = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 256 * 1024;
  private static final int OK = 200;

  @Override
  public Map<String, Object> fetch(URI address) throws IOException {
    if (!TrustedIssuerParser.isSafe(address)) {
      throw new IOException("address is not https");
    }
    ExecutorService threads = Executors.newCachedThreadPool(DocumentFetcher::daemon);
    Future<byte[]> body = threads.submit(() -> read(address, threads));
    try {
      return Json.readObject(body.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (JsonException e) {
      throw new IOException("answer is not JSON");
    } catch (TimeoutException e) {
      throw new IOException("no answer in time");
    } catch (ExecutionException e) {
      throw new IOException("no answer: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  private static byte[] read(URI address, ExecutorService threads)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .executor(threads)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(WHOLE)
            .header("Accept", "application/json, application/jwk-set+json")
            .build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      byte[] body = in.readNBytes(MAX_BYTES + 1);
      if (answer.statusCode() != OK || body.length > MAX_BYTES) {
        throw new IOException("status " + answer.statusCode() + ", " + body.length + " bytes");
      }
      return body;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "postern-issuer-keys");
    thread.setDaemon(true);
    return thread;
  }
}
