package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.http.RawClient.Answer;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who counts as the client where proxies stand in front. */
final class ClientsTest {
    private static final Clients CLIENTS =
            new Clients(List.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("10.0.0.2")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.1    |                                 | 10.0.0.1
            10.0.0.1    | 198.51.100.7                    | 198.51.100.7
            10.0.0.1    | 198.51.100.7 , 10.0.0.2         | 198.51.100.7
            10.0.0.1    | 203.0.113.9, 198.51.100.7       | 198.51.100.7
            10.0.0.1    | 203.0.113.9;198.51.100.7        | 198.51.100.7
            10.0.0.1    | 10.0.0.2                        | 10.0.0.2
            10.0.0.1    | 2001:db8::1                     | 2001:db8::1
            10.0.0.1    | 198.51.100.7, garbage           | 10.0.0.1
            10.0.0.1    | 198.51.100.7, localhost         | 10.0.0.1
            10.0.0.1    | 198.51.100.7, garbage, 10.0.0.2 | 10.0.0.2
            10.0.0.1    | ,,,                             | 10.0.0.1
            192.0.2.1   | 198.51.100.7                    | 192.0.2.1
            """)
    void believesProxiesAsFarAsTheyAreTrusted(String peer, String forwarded, String client) {
        List<String> headers = forwarded == null ? List.of() : Arrays.asList(forwarded.split(";"));
        assertThat(CLIENTS.of(InetAddress.ofLiteral(peer), headers)).isEqualTo(InetAddress.ofLiteral(client));
    }

    @Test
    void limitsTheClientBehindATrustedProxyAndNobodyElse() {
        HttpSettings limited = TestServer.settings()
                .withRate(new RateSettings(1, 1, false))
                .withTrustedProxies(List.of(InetAddress.getLoopbackAddress()));
        try (TestServer server = new TestServer(limited);
                RawClient proxy = server.client()) {
            assertThat(from(proxy, "198.51.100.7").status()).isEqualTo(200);
            assertThat(from(proxy, "203.0.113.9, 198.51.100.7").status()).isEqualTo(429);
            assertThat(from(proxy, "198.51.100.8").status()).isEqualTo(200);
            assertThat(proxy.get("/hello/a").status()).isEqualTo(200);
        }
    }

    @Test
    void believesNobodyUnlessToldTo() {
        HttpSettings limited = TestServer.settings().withRate(new RateSettings(1, 1, true));
        try (TestServer server = new TestServer(limited);
                RawClient eager = server.client()) {
            assertThat(from(eager, "198.51.100.7").status()).isEqualTo(200);
            assertThat(from(eager, "198.51.100.8").status()).isEqualTo(429);
        }
    }

    private static Answer from(RawClient proxy, String forwarded) {
        return proxy.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + forwarded + "\r\n\r\n")
                .read();
    }
}
