package io.cairn.engine.verify;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The record of an answer, put into an archive with its right name beside the pages of a true answer. */
class AnswerRecordFuzzTest extends FuzzTarget {
    private static final List<byte[]> PAGES = AnswerFuzzTest.DATABASE
            .answer(new Question.Find(AnswerFuzzTest.DATABASE.address(), "people", new Value.Array(List.of())))
            .pages();

    @Override
    protected void check(byte[] input) {
        Car.Block record = Car.Block.of(Cid.Codec.DAG_CBOR, input);
        List<Car.Block> blocks = new ArrayList<>();
        PAGES.forEach(page -> blocks.add(Car.Block.of(Cid.Codec.RAW, page)));
        blocks.sort(Comparator.comparing(Car.Block::cid));
        blocks.addFirst(record);
        AnswerFuzzTest.checkArchive(new Car(List.of(record.cid()), blocks).toBytes());
    }
}
