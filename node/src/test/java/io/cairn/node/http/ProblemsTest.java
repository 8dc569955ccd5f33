package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
    private static final Map<CairnException, Integer> STATUSES = new LinkedHashMap<>();

    static {
        STATUSES.put(new CairnException.Incorrect("wrong", "a/b", "why"), 400);
        STATUSES.put(new CairnException.Incorrect("mutation-too-large", "why"), 413);
        STATUSES.put(new CairnException.Unsupported("a", "why"), 400);
        STATUSES.put(new CairnException.ProofInvalid("signature-invalid", "a", "why"), 400);
        STATUSES.put(new CairnException.Refused("nonce-used", "nonce", "why"), 409);
        STATUSES.put(new CairnException.Forbidden("read-not-permitted", "why"), 403);
        STATUSES.put(new CairnException.Forbidden("read-token-missing", "why"), 401);
        STATUSES.put(new CairnException.NotFound("document-not-found", "why"), 404);
        STATUSES.put(new CairnException.Busy("rate-limited", "why"), 429);
        STATUSES.put(new CairnException.Busy("queue-full", "why"), 503);
        STATUSES.put(new CairnException.Unavailable("database-stopped", "why"), 503);
    }

    @Test
    void givesEveryKindOfFailureItsStatusAndTellsWhy() {
        STATUSES.forEach((failure, status) -> {
            Response response = Problems.response(failure, "r");
            assertThat(response.status()).as(failure.code()).isEqualTo(status);
            assertThat(response.contentType()).isEqualTo("application/problem+json");
            assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"code\":\"" + failure.code() + "\"", "\"detail\":\"why\"", "\"at\":\"" + failure.at());
        });
    }

    @Test
    void saysWhenToTryAgainAndHowToIdentifyOneself() {
        assertThat(Problems.response(new CairnException.Busy("queue-full", "why"), "r")
                        .headers())
                .containsExactly("retry-after", "1");
        assertThat(Problems.response(new CairnException.Forbidden("read-token-missing", "why"), "r")
                        .headers())
                .containsExactly("www-authenticate", "Cairn");
    }

    @Test
    void hidesWhatOnlyOperatorsMaySeeAndLogsIt() {
        try (LogWatch log = new LogWatch()) {
            for (Throwable failure : new Throwable[] {
                new CairnException.Corrupt("journal-corrupt", "at", "/data/secret"),
                new CairnException.Fault("invariant-broken", "/data/secret"),
                new CompletionException(new IllegalStateException("/data/secret"))
            }) {
                Response response = Problems.response(failure, "r-1");
                assertThat(response.status()).isEqualTo(500);
                assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("r-1")
                        .doesNotContain("secret");
            }
            assertThat(log.records()).hasSize(3).allMatch(line -> line.contains("r-1"));
        }
    }

    @Test
    void countsAWaitThatIsOverAsUnavailable() {
        Response response = Problems.response(new CompletionException(new TimeoutException()), "r");
        assertThat(response.status()).isEqualTo(503);
    }

    @Test
    void knowsATestForEveryKindOfFailure() {
        var tested = STATUSES.keySet().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(Arrays.stream(CairnException.class.getPermittedSubclasses())
                        .filter(kind -> !tested.contains(kind))
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder("Corrupt", "Fault");
    }
}
