package org.diaflow.service.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.diaflow.api.ApiError;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.Progress;
import org.diaflow.service.database.BlockingTransactions;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.JsonErrors;
import org.diaflow.service.experiment.store.ExperimentStatus;
import org.diaflow.service.experiment.view.BatchExperiments;
import org.diaflow.service.experiment.view.LiveView;

/**
 * Computes one experiment document and writes the result as a ZIP file. A run in the same data
 * directory as one of the same document that was cut short goes on with that.
 */
public class DocumentRun implements QuarkusApplication {

  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration SAY = Duration.ofSeconds(5);
  private static final int REFUSED = 2;

  private final BatchExperiments experiments;
  private final LiveView live;
  private final ObjectMapper json;

  DocumentRun(BatchExperiments experiments, LiveView live, ObjectMapper json) {
    this.experiments = experiments;
    this.live = live;
    this.json = json;
  }

  @Override
  public int run(String... arguments) throws IOException, InterruptedException {
    RunArguments task = RunArguments.parse(arguments);
    byte[] text = Files.readAllBytes(task.document());
    String id;
    try {
      String tag = "run " + digest(text).substring(0, 40);
      id =
          BlockingTransactions.await(
              experiments.take(json.readValue(text, ExperimentDocument.class), tag));
    } catch (JsonProcessingException e) {
      System.err.printf("%s is no experiment document: ", task.document());
      say(JsonErrors.of(e));
      return REFUSED;
    } catch (ApiException e) {
      say(e.error());
      return REFUSED;
    }
    ExperimentStatus end = await(id);
    write(id, task.output());
    System.err.printf("%s: %d cells, in %s.%n", end.state(), end.progress().done(), task.output());
    return end.state() == ExperimentState.DONE ? 0 : 1;
  }

  private ExperimentStatus await(String id) throws InterruptedException {
    long nextWord = System.nanoTime() + SAY.toNanos();
    while (true) {
      ExperimentStatus now = BlockingTransactions.await(live.status(id)).orElseThrow();
      if (now.state().ended() || now.state() == ExperimentState.STOPPED) {
        return now;
      }
      if (System.nanoTime() > nextWord) {
        say(now.progress());
        nextWord = System.nanoTime() + SAY.toNanos();
      }
      Thread.sleep(PERIOD);
    }
  }

  private void write(String id, Path output) throws IOException {
    Path draft = Files.createTempFile(output.getParent(), "diaflow", ".zip");
    try {
      try (var stream = Files.newOutputStream(draft)) {
        experiments.export(id, stream);
      }
      Files.move(draft, output, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void say(Progress progress) {
    Double left = progress.secondsLeft();
    System.err.printf(
        "%d of %d cells%s%n",
        progress.done(), progress.total(), left == null ? "" : ", %.0f s left".formatted(left));
  }

  private static void say(ApiError error) {
    System.err.println(error.detail());
    for (ApiError.FieldError field : List.copyOf(error.errors())) {
      System.err.printf("  %s: %s. %s%n", field.field(), field.value(), field.remedy());
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
