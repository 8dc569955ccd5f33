package io.cairn.node.pgwire;

import io.cairn.engine.model.CairnException;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import io.cairn.node.pgtype.SqlType;
import java.io.IOException;
import java.util.List;

/** Messages of the server. */
final class Messages {
    private Messages() {}

    static void error(FrameOutput out, boolean fatal, SqlFailure failure) throws IOException {
        out.begin('E');
        fields(out, fatal ? "FATAL" : "ERROR", failure.state(), failure.getMessage());
        field(out, 'D', failure.detail());
        field(out, 'H', failure.hint());
        field(out, 'P', failure.position() > 0 ? Integer.toString(failure.position()) : "");
        field(out, 's', failure.subject().schema());
        field(out, 't', failure.subject().table());
        field(out, 'c', failure.subject().column());
        field(out, 'n', failure.subject().constraint());
        out.int8(0).end();
    }

    static void notice(FrameOutput out, Notice notice) throws IOException {
        out.begin('N');
        fields(out, notice.level().name(), notice.state(), notice.message());
        out.int8(0).end();
    }

    private static void fields(FrameOutput out, String severity, String state, String message) {
        field(out, 'S', severity);
        field(out, 'V', severity);
        field(out, 'C', state);
        out.int8('M').string(message);
    }

    private static void field(FrameOutput out, char letter, String text) {
        if (!text.isEmpty()) {
            out.int8(letter).string(text);
        }
    }

    static void columns(FrameOutput out, List<Column> columns, Formats formats) throws IOException {
        out.begin('T').int16(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            out.string(column.name())
                    .int32(column.tableOid())
                    .int16(column.columnNumber())
                    .int32(column.type().oid())
                    .int16(column.type().size())
                    .int32(column.typeModifier())
                    .int16(formats.isBinary(i) ? 1 : 0);
        }
        out.end();
    }

    static void parameters(FrameOutput out, List<SqlType> types) throws IOException {
        out.begin('t').int16(types.size());
        types.forEach(type -> out.int32(type.oid()));
        out.end();
    }

    static void parameterStatus(FrameOutput out, String name, String value) throws IOException {
        out.begin('S').string(name).string(value).end();
    }

    static void complete(FrameOutput out, String tag) throws IOException {
        out.begin('C').string(tag).end();
    }

    static void empty(FrameOutput out, char letter) throws IOException {
        out.begin(letter).end();
    }

    static void ready(FrameOutput out, TransactionStatus status) throws IOException {
        out.begin('Z').int8(status.letter()).end();
    }

    /** What a client is told of any failure. Faults of ours go to the log. */
    static SqlFailure failureOf(RuntimeException failure) {
        return switch (failure) {
            case SqlFailure sql -> sql;
            case CairnException cairn -> failureOf(cairn);
            default -> {
                Log.write(LogLevel.ERROR, Event.of("pgwire-failed").causedBy(failure));
                yield SqlFailure.of(SqlState.INTERNAL_ERROR, "internal error").withDetail("The log has more.");
            }
        };
    }

    private static SqlFailure failureOf(CairnException failure) {
        String state = switch (failure) {
            case CairnException.Incorrect _ -> SqlState.INVALID_PARAMETER;
            case CairnException.Refused _ -> "P0001";
            case CairnException.Forbidden _ -> "42501";
            case CairnException.NotFound _ -> SqlState.UNDEFINED_OBJECT;
            case CairnException.Unsupported _ -> SqlState.FEATURE_NOT_SUPPORTED;
            case CairnException.Busy _ -> "53000";
            case CairnException.Unavailable _ -> "58000";
            case CairnException.ProofInvalid _, CairnException.Corrupt _ -> "XX001";
            case CairnException.Fault _ -> SqlState.INTERNAL_ERROR;
        };
        if (!failure.isAboutInput()) {
            Log.write(LogLevel.ERROR, Event.of("pgwire-failed").causedBy(failure));
        }
        return SqlFailure.of(state, failure.getMessage()).withDetail("code " + failure.code());
    }
}
