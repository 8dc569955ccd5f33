package io.cairn.node.database;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Prints how fast one database orders and applies, without network and signature checks. */
final class SequencerMeasure {
    private SequencerMeasure() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int rows = Integer.parseInt(args[1]);
        int inFlight = Integer.parseInt(args[2]);
        Path folder = Files.createTempDirectory("cairn-measure");
        NodeIdentity node = new NodeIdentity("measure", NodeKey.of(new byte[32]));
        TestUser user = new TestUser(3);
        SplittableRandom random = new SplittableRandom(1);
        try (Databases databases =
                new Databases(NodeSettings.standard(folder), node, RealDisk.INSTANCE, InstantSource.system())) {
            Submission create = user.create(node.network());
            databases.create(create, Wait.APPLIED).get();
            Database database = databases.require(databases.addressOf(create));
            String chain = node.network() + "/" + database.address() + "/"
                    + create.id().hex();
            List<Submission> submissions = new ArrayList<>();
            long signing = System.nanoTime();
            for (int i = 0; i < count; i++) {
                List<Value.Document> documents = new ArrayList<>();
                for (int r = 0; r < rows; r++) {
                    documents.add(Value.Document.builder()
                            .put("number", random.nextInt(1_000_000_000))
                            .put("short", text(random, 20))
                            .put("long", text(random, 80))
                            .build());
                }
                submissions.add(user.sign(
                        chain,
                        new Operation.AddDocuments(
                                database.address(), "c", Arrays.asList(new String[rows]), documents)));
            }
            System.out.printf("signed and parsed in %d ms%n", (System.nanoTime() - signing) / 1_000_000);
            for (int round = 0; round < 1; round++) {
                Semaphore slots = new Semaphore(inFlight);
                long start = System.nanoTime();
                CompletableFuture<?>[] all = new CompletableFuture<?>[count];
                for (int i = 0; i < count; i++) {
                    slots.acquire();
                    all[i] = database.submit(submissions.get(i), Wait.APPLIED).whenComplete((_, _) -> slots.release());
                }
                CompletableFuture.allOf(all).get();
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%.0f mutations/s, %.0f rows/s%n", count / seconds, count * rows / seconds);
            }
        }
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
