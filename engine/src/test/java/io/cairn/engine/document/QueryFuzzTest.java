package io.cairn.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReaderTest.Collection;
import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.SplittableRandom;

/** Any query that is read finds what a scan of all documents finds. */
class QueryFuzzTest extends FuzzTarget {
    private static final Collection COLLECTION = Collection.random(new SplittableRandom(1));

    @Override
    protected void check(byte[] input) {
        parsed(() -> Query.parse(Json.parse(input))).ifPresent(query -> {
            DocumentReader reader = new DocumentReader(COLLECTION.ledger().state());
            Value.Array source = query.source();
            parsed(() -> reader.run("all", query)).ifPresent(found -> {
                List<String> expected = new NaiveQuery(source).run(COLLECTION.documents());
                assertThat(found).map(StoredDocument::id).isEqualTo(expected);
            });
        });
    }
}
