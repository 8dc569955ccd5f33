package io.cairn.engine.fuzz;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A property that must hold for any bytes.
 *
 * <p>Usually the inputs in {@code <class>Inputs/fuzz} are run, without Jazzer. With {@code JAZZER_FUZZ=1} Jazzer looks
 * for others; one that breaks the property is left in that folder.
 */
public abstract class FuzzTarget {
    private static final Duration TIME_MAX = Duration.ofSeconds(60);

    /** Fails where the property does not hold. */
    protected abstract void check(byte[] input);

    /** Looks for inputs that break the property. */
    @FuzzTest(maxDuration = "2m")
    public final void fuzz(byte[] input) {
        checkInTime(input);
    }

    /** Runs the empty input and every stored one. */
    @TestFactory
    public final Stream<DynamicTest> storedInputs() {
        List<Path> inputs = inputs();
        assertThat(inputs).isNotEmpty();
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest("empty input", () -> checkInTime(new byte[0]))),
                inputs.stream()
                        .map(file -> DynamicTest.dynamicTest(
                                file.getFileName().toString(), () -> checkInTime(Files.readAllBytes(file)))));
    }

    private void checkInTime(byte[] input) {
        long start = System.nanoTime();
        check(input);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIME_MAX);
    }

    private List<Path> inputs() {
        String folder = getClass().getSimpleName() + "Inputs/fuzz";
        URL url = requireNonNull(getClass().getResource(folder), "no folder " + folder);
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a parser makes of an input; empty where it refuses it as a stranger's input must be refused. */
    protected static <T> Optional<T> parsed(Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (CairnException.Incorrect | CairnException.Unsupported | CairnException.ProofInvalid refusal) {
            assertThat(refusal.code()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            return Optional.empty();
        }
    }

    /** As {@link #parsed}, for those who promise to refuse as {@code ProofInvalid} and in no other way. */
    protected static <T> Optional<T> proved(Supplier<T> verifier) {
        try {
            return Optional.of(verifier.get());
        } catch (CairnException.ProofInvalid refusal) {
            assertThat(refusal.code()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            return Optional.empty();
        }
    }
}
