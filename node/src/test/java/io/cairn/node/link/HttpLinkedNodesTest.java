package io.cairn.node.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.state.LinkedRead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another node may answer anything: what comes of it is bounded and told by a code. */
class HttpLinkedNodesTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String origin;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin = "http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(int status, byte[] body, String... header) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            assertThat(exchange.getRequestHeaders()).doesNotContainKeys("Authorization", "Cookie");
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private LinkedRead read(String url) {
        return new LinkedRead("k", "0xab", "00", url, "a/b c/d", "x?y=1#z");
    }

    private byte[] ask(List<String> allowed, String url) {
        try (HttpLinkedNodes nodes = new HttpLinkedNodes(allowed)) {
            return nodes.answer(read(url), 7L);
        }
    }

    private static void fails(ThrowingCallable asking, String code) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void aDocumentIsAskedForByItsWholeNameAtItsBlock() {
        answer(200, new byte[] {1, 2});
        assertThat(ask(List.of(origin), origin)).containsExactly(1, 2);
        assertThat(asked)
                .containsExactly("/v1/databases/0xab/collections/a%2Fb%20c%2Fd/documents/x%3Fy%3D1%23z?proof=1&at=7");
    }

    @Test
    void whatTheOperatorHasNotNamedIsNeverAsked() {
        answer(200, new byte[] {1});
        fails(() -> ask(List.of(), origin), "link-not-allowed");
        fails(() -> ask(List.of(origin + "0", "http://127.0.0.1"), origin), "link-not-allowed");
        assertThat(asked).isEmpty();
        assertThat(ask(List.of("*"), origin)).hasSize(1);
    }

    @Test
    void redirectionsAreNotFollowed() {
        answer(302, new byte[0], "Location", origin + "/elsewhere");
        fails(() -> ask(List.of("*"), origin), "link-unavailable");
        assertThat(asked).hasSize(1);
    }

    @Test
    void moreThanAnArchiveMayHaveIsNotTaken() {
        answer(200, new byte[(3 << 20) + 1]);
        fails(() -> ask(List.of("*"), origin), "link-unavailable");
    }

    @Test
    void aClosedDatabaseAndADeadNodeAreToldApart() {
        answer(401, new byte[0]);
        fails(() -> ask(List.of("*"), origin), "link-private");
        server.stop(0);
        fails(() -> ask(List.of("*"), origin), "link-unavailable");
        fails(() -> ask(List.of("*"), "http://:x"), "link-unavailable");
    }
}
