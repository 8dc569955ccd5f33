package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths into documents and what masks do with them. */
class FieldPathTest {
    private static Value.Document json(String text) {
        return (Value.Document) Json.parse(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "\ud800", "a\0b"})
    void refusesPathsThatNoFieldHas(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text, "here"))
                .isInstanceOfSatisfying(CairnException.Incorrect.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("path-malformed");
                    assertThat(refusal.at()).isEqualTo("here");
                });
    }

    @Test
    void countsPathsInBytes() {
        assertThat(FieldPath.parse("é".repeat(32), "").text()).hasSize(32);
        assertThatThrownBy(() -> FieldPath.parse("é".repeat(32) + "x", "")).isInstanceOf(CairnException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What DB3's proto comments say of masks: document | mask | patch | result.
                "{'a':1,'b':2} | {} | {'b':3,'c':4} | {'a':1,'b':3,'c':4}",
                "{'a':1,'b':2} | {'b':true} | {'b':3,'c':4} | {'a':1,'b':3}",
                "{'a':1,'b':2} | {'b':1} | {} | {'a':1}",
                "{'a':1,'b':2} | {'fields':['a','b']} | {'a':9} | {'a':9}",
                "{'fields':1,'b':2} | {'fields':true} | {} | {'b':2}",
                "{'a':{'x':1,'y':2}} | {'a.x':true} | {'a':{'x':5,'y':6}} | {'a':{'x':5,'y':2}}",
                "{'a':{'x':1,'y':2}} | {'a.x':true} | {'a':{'y':6}} | {'a':{'y':2}}",
                "{'a':1} | {'a.x':true} | {'a':{'x':5}} | {'a':{'x':5}}",
                "{'a':1} | {'a.x':true} | {} | {'a':1}",
                "{} | {'a.x.y':true} | {'a':{'x':{'y':[1]}}} | {'a':{'x':{'y':[1]}}}",
                "{'a':[1,2,3]} | {} | {'a':[9]} | {'a':[9]}",
                "{'a':[1,2,3]} | {'a.0':true} | {'a':{'0':7}} | {'a':{'0':7}}",
                "{'a':1} | {'a':true} | {'a':null} | {'a':null}",
                "{'a':{'x':1}} | {} | {'a':{'y':2}} | {'a':{'y':2}}",
                // Places inside others, in the order in which they are named.
                "{'a':{'x':1}} | {'fields':['a.x','a']} | {'a':{'x':5,'y':6}} | {'a':{'x':5,'y':6}}",
                "{'a':{'x':1}} | {'fields':['a','a.x','a.z']} | {'a':{'x':5}} | {'a':{'x':5}}",
                "{'a':{'x':1}} | {'fields':['a.x','a.y','a']} | {} | {}",
                "{'a':{'x':{'p':1,'q':2}}} | {'fields':['a.x.p','a.x.q','a.b.c']} | {'a':{'b':{'c':3}}}"
                        + " | {'a':{'x':{},'b':{'c':3}}}",
            })
    void maskSaysWhatThePatchTouches(String document, String mask, String patch, String result) {
        List<FieldPath> paths = Masks.read(json(mask), "");
        Value.Document before = json(document);
        assertThat((Value) Masks.apply(before, paths, json(patch))).isEqualTo(json(result));
        assertThat((Value) before).isEqualTo(json(document));
    }

    /** Neither a wide patch nor a long mask may copy a wide document once for each field: that would take minutes. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void changesWideDocumentsInManyPlacesAtOnce() {
        Value.Document.Builder fields = Value.Document.builder().put("a", Value.Document.EMPTY);
        List<FieldPath> paths = new ArrayList<>();
        for (int i = 0; i < 90_000; i++) {
            fields.put("." + i, i);
            paths.add(FieldPath.parse("a." + i, ""));
        }
        Value.Document wide = fields.build();
        assertThat((Value) Masks.apply(Value.Document.EMPTY, List.of(), wide)).isEqualTo(wide);
        assertThat((Value) Masks.apply(wide, paths, Value.Document.EMPTY)).isEqualTo(wide);
    }

    @Test
    void indexesObjectsAndWhatIsInsideThemButNotArrays() {
        assertThat(FieldPath.indexed(json("{'a':{'b':{'c':1}},'d':[{'e':1}],'':1,'x.y':{'z':1}}")).stream()
                        .map(java.util.Map.Entry::getKey))
                .containsExactly("a", "a.b", "a.b.c", "d");
    }

    @Test
    void everyIndexedPathFindsItsValue() {
        Value.Document document = json("{'a':{'b':{'c':1,'':2}},'d':null}");
        FieldPath.indexed(document)
                .forEach(entry -> assertThat(FieldPath.parse(entry.getKey(), "").find(document))
                        .isEqualTo(entry.getValue()));
    }

    @Test
    void indexesSixteenLevels() {
        Value.Document document = Value.Document.EMPTY;
        for (int i = 0; i < 20; i++) {
            document = Value.Document.builder().put("a", document).build();
        }
        List<String> paths = FieldPath.indexed(document).stream()
                .map(java.util.Map.Entry::getKey)
                .toList();
        assertThat(paths).hasSize(FieldPath.NAMES_MAX);
        Value.Document deep = document;
        assertThat(paths)
                .allSatisfy(
                        path -> assertThat(FieldPath.parse(path, "").find(deep)).isNotNull());
    }
}
