package io.cairn.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import org.junit.jupiter.api.Test;

class SentTextTest {
    @Test
    void saysWhatAStatementDoesAndHowTheEngineTakesIt() {
        SentText change = SentText.of("insert into t values ($1, '$2', $q$ $3 $q$) -- $4");
        assertThat(change.text()).isEqualTo("insert into t values (?1, '$2', $q$ $3 $q$) -- $4");
        assertThat(change.telling()).startsWith("INSERT");
        assertThat(change.verb()).isEqualTo("INSERT 0");
        assertThat(change.control()).isEmpty();
        assertThat(SentText.of("/* begin */ commit").control()).isPresent();
        assertThat(SentText.of("vacuum t").isHousekeeping()).isTrue();
        assertThat(SentText.of("with a as (select 1) update t set b = 1").verb())
                .isEqualTo("UPDATE");
    }

    @Test
    void theSameTextIsReadOnce() {
        SentText.Known known = new SentText.Known();
        assertThat(known.of("select 1")).isSameAs(known.of("select 1"));
        assertThat(known.of("select 1")).isEqualTo(SentText.of("select 1"));
    }

    /** Somebody who never sends a text twice, or sends large ones, has nothing kept for it. */
    @Test
    void manyTextsAndLongTextsAreForgotten() {
        SentText.Known known = new SentText.Known();
        SentText first = known.of("select 0");
        SentText often = known.of("select 'often'");
        for (int i = 1; i <= 255; i++) {
            known.of("select " + i);
            assertThat(known.of("select 'often'")).isSameAs(often);
        }
        assertThat(known.of("select 0")).isNotSameAs(first).isEqualTo(first);
        String large = "select '" + "x".repeat(10_000_000) + "'";
        assertThat(known.of(large)).isNotSameAs(known.of(large));
    }

    @Test
    void whatIsMalformedIsRefusedEachTime() {
        SentText.Known known = new SentText.Known();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> known.of("rollback to 'open")).isInstanceOf(CairnException.class);
        }
    }
}
