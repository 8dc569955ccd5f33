package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.mutation.Visibility;
import io.cairn.node.api.TestApi.Answer;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every parameter of every route, malformed: asked of the table, so that a new one cannot be forgotten. */
final class ParametersTest {
    private static final byte[] QUERY = "{\"collection\":\"people\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private TestApi api;
    private Map<String, String> values;

    @BeforeEach
    void start() {
        api = new TestApi(folder);
        api.create(Visibility.PUBLIC);
        api.collection("people");
        values = Map.of(
                "db", api.database,
                "collection", "people",
                "id", "00".repeat(32),
                "account", api.owner.account().text(),
                "height", "1",
                "sequence", "1",
                "cid", "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy",
                "from", "1",
                "to", "1",
                "nonce", "00112233445566778899aabbccddeeff");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** The path of a route with one parameter as given and all that are needed beside it in order. */
    private String path(Route route, String name, String value) {
        String path = route.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : route.description().parameters()) {
            boolean isMeant = parameter.name().equals(name);
            String given = isMeant ? value : values.get(parameter.name());
            if (!parameter.inQuery()) {
                path = path.replace("{" + parameter.name() + "}", given);
            } else if (isMeant || parameter.required()) {
                query.add(parameter.name() + "=" + given);
            }
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private Answer ask(Route route, String path) {
        return route.method().equals("GET")
                ? api.get(path)
                : api.post(path, route.description().bodies().getFirst().type(), QUERY);
    }

    @Test
    void refusesMalformedParametersByName() {
        int asked = 0;
        for (Route route : api.routes.all()) {
            for (Parameter parameter : route.description().parameters()) {
                for (String malformed : List.of("%00", "-1%01")) {
                    Answer answer = ask(route, path(route, parameter.name(), malformed));
                    String what = route.method() + " " + route.path() + " " + parameter.name() + " " + answer.text();
                    assertThat(answer.status()).as(what).isEqualTo(400);
                    assertThat(answer.field("at")).as(what).isEqualTo(parameter.name());
                    assertThat(answer.field("code")).as(what).isNotEqualTo("argument-invalid");
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(100);
    }

    @Test
    void refusesParametersThatThereAreNot() {
        for (Route route : api.routes.all()) {
            String path = path(route, "", "");
            Answer answer = ask(route, path + (path.contains("?") ? "&" : "?") + "unheard-of=1");
            assertThat(answer.status()).as(route.path() + answer.text()).isEqualTo(400);
            assertThat(answer.field("code")).as(route.path()).isEqualTo("parameter-unknown");
            assertThat(answer.field("at")).as(route.path()).isEqualTo("unheard-of");
        }
    }

    @Test
    void refusesAnEventIdThatIsNoHeight() {
        Answer answer = api.get(api.at("/feed"), "last-event-id", "seven");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("at")).isEqualTo("last-event-id");
    }
}
