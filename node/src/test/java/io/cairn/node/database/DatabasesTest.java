package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));

    @TempDir
    Path folder;

    private Databases open() {
        return new Databases(NodeSettings.standard(folder), NODE, RealDisk.INSTANCE, InstantSource.system());
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static Value.Document person(int age) {
        return Value.Document.builder()
                .put("name", "n" + age % 7)
                .put("age", age)
                .build();
    }

    private static List<String> ages(Database database, String query) {
        DocumentReader reader = new DocumentReader(database.head().view());
        List<String> ages = new ArrayList<>();
        for (StoredDocument document : reader.run("people", Query.parse(Json.parse(query)))) {
            ages.add(String.valueOf(document.fields().get("age")));
        }
        return ages;
    }

    @Test
    void keepsWhatWasAcknowledgedAcrossARestartWithTheSameRoot() throws Exception {
        TestUser user = new TestUser(7);
        String address;
        Hash root;
        Submission repeated;
        try (Databases databases = open()) {
            Submission create = user.create(NODE.network());
            assertThat(get(databases.create(create, Wait.APPLIED))
                            .outcomes()
                            .getFirst()
                            .code())
                    .isEqualTo("ok");
            address = databases.addressOf(create);
            Database database = databases.require(address);
            String chain = NODE.network() + "/" + address + "/" + create.id().hex();
            List<CompletableFuture<Fate>> fates = new ArrayList<>();
            Submission last = null;
            for (int i = 0; i < 500; i++) {
                last = user.sign(chain, TestUser.add(address, "people", person(i)));
                fates.add(database.submit(last, Wait.APPLIED));
            }
            repeated = last;
            for (CompletableFuture<Fate> fate : fates) {
                assertThat(get(fate).outcomes().getFirst().code()).isEqualTo("ok");
            }
            Fate again = get(database.submit(repeated, Wait.APPLIED));
            assertThat(again.repeated()).isTrue();
            assertThat(again.sequence()).isEqualTo(501);
            root = get(database.after(501)).header().stateRoot();
            assertThat(ages(database, "[[\"age\",\">\",490],[\"age\",\"desc\"],3]"))
                    .containsExactly("499", "498", "497");
            assertThat(ages(database, "[[\"name\",\"==\",\"n3\"],[\"age\",\"<\",20]]"))
                    .containsExactly("3", "10", "17");
            assertThat(ages(database, "[[\"age\",\"in\",[5,900,2]]]")).containsExactly("2", "5");
        }
        try (Databases databases = open()) {
            Database database = databases.require(address);
            assertThat(database.head().header().stateRoot()).isEqualTo(root);
            assertThat(database.fate(repeated.id()).outcomes().getFirst().ids()).hasSize(1);
            assertThat(get(database.submit(repeated, Wait.APPLIED)).repeated()).isTrue();
        }
    }

    @Test
    void aReadOfABlockThatIsRetainedNoLongerSaysSo() throws Exception {
        NodeSettings settings = new NodeSettings(folder, 250, 8_192, 65_536, 2, 20_000, 300_000, 16L << 20);
        try (Databases databases = new Databases(settings, NODE, RealDisk.INSTANCE, InstantSource.system())) {
            TestUser user = new TestUser(8);
            Submission create = user.create(NODE.network());
            get(databases.create(create, Wait.APPLIED));
            String address = databases.addressOf(create);
            Database database = databases.require(address);
            String chain = NODE.network() + "/" + address + "/" + create.id().hex();
            Snapshot old = get(database.after(1));
            MapView.Cursor cursor = old.view().seek(new byte[0]);
            for (int i = 0; i < 28; i++) {
                List<Value.Document> people = Collections.nCopies(
                        1_000,
                        person(i).toBuilder().put("note", "long ".repeat(150)).build());
                Operation add =
                        new Operation.AddDocuments(address, "people", Collections.nCopies(people.size(), null), people);
                Fate fate = get(database.submit(user.sign(chain, add), Wait.FINAL));
                assertThat(fate.outcomes().getFirst().code()).isEqualTo("ok");
                assertThat(old.header().height()).isLessThan(fate.height());
            }
            // A tree keeps some thousand leaves at hand; so many others leave none of the old block's.
            MapView.Cursor all = database.head().view().seek(new byte[0]);
            while (all.next()) {
                assertThat(all.value()).isNotNull();
            }
            assertThatThrownBy(() -> old.view().get(Keys.database())).hasMessageContaining("no longer kept");
            assertThatThrownBy(() -> old.view((_, _) -> {}).seek(new byte[0])).hasMessageContaining("no longer kept");
            assertThatThrownBy(() -> old.view().rank(Keys.database()))
                    .isInstanceOfSatisfying(
                            CairnException.class,
                            failure -> assertThat(failure.code()).isEqualTo("block-not-retained"));
            assertThat(cursor.next()).as("its page was read before").isTrue();
            assertThat(database.head().view().get(Keys.database())).isNotNull();
        }
    }
}
