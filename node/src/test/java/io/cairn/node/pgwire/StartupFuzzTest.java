package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.node.pgtype.SqlFailure;

/** Any bytes as the first message of a client: they are refused with a SQLSTATE, or its settings can be begun with. */
class StartupFuzzTest extends FuzzTarget {
    @Override
    protected void check(byte[] input) {
        try {
            if (StartupPacket.read(input) instanceof StartupPacket.Begin begin) {
                assertThat(begin.startup().user()).isNotEmpty().doesNotContain("\0");
                assertThat(begin.startup().database()).isNotEmpty();
                Settings settings = new Settings(begin.startup(), (_, _) -> {});
                for (Setting setting : Setting.values()) {
                    if (!setting.isFixed()) {
                        assertThat(setting.read(settings.get(setting))).isEqualTo(settings.get(setting));
                    }
                }
            }
        } catch (SqlFailure refusal) {
            assertThat(refusal.state()).matches("[0-9A-Z]{5}").doesNotStartWith("XX");
        }
    }
}
