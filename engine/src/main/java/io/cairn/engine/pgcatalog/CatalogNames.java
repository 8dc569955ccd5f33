package io.cairn.engine.pgcatalog;

import io.cairn.engine.pgcatalog.CatalogFunction.Arguments;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.message.DbException;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.value.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Object ids from names and names from object ids, as PostgreSQL's types {@code regclass} and the like have them. */
final class CatalogNames {
    private CatalogNames() {}

    /** The number that a value is, or empty for a name. */
    private static Optional<Integer> number(Value value) {
        return switch (value.getValueType()) {
            case Value.SMALLINT, Value.INTEGER, Value.BIGINT -> Optional.of(value.getInt());
            default -> isNumber(value.getString()) ? Optional.of(value.getInt()) : Optional.empty();
        };
    }

    private static boolean isNumber(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 10) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static @Nullable Integer relation(Arguments call, boolean isDemanded) {
        Optional<Integer> number = number(call.value(0));
        if (number.isPresent() || call.text(0).equals("-")) {
            return number.orElse(0);
        }
        Identifiers.Qualified name = Identifiers.read(call.text(0));
        Integer found = call.objects()
                .relation(name.schema(), name.name())
                .map(Relation::oid)
                .orElse(null);
        if (found == null && isDemanded) {
            throw DbException.get(ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1, call.text(0));
        }
        return found;
    }

    static @Nullable Integer type(Arguments call, boolean isDemanded) {
        Optional<Integer> number = number(call.value(0));
        if (number.isPresent() || call.text(0).equals("-")) {
            return number.orElse(0);
        }
        Identifiers.Qualified name = Identifiers.read(withoutLength(call.text(0)));
        for (Domain domain : call.objects().domains()) {
            boolean isThere = name.schema().isEmpty()
                    || name.schema().get().equals(domain.getSchema().getName());
            if (isThere && domain.getName().equals(name.name())) {
                return CatalogObjects.FIRST + domain.getId();
            }
        }
        Integer found = PgType.named(name.name()).orElse(null);
        if (found == null && isDemanded) {
            throw DbException.get(ErrorCode.UNKNOWN_DATA_TYPE_1, call.text(0));
        }
        return found;
    }

    private static String withoutLength(String type) {
        int open = type.indexOf('(');
        int close = type.indexOf(')', Math.max(open, 0));
        return open < 0 || close < 0 ? type : type.substring(0, open) + type.substring(close + 1);
    }

    static @Nullable Integer schema(Arguments call, boolean isDemanded) {
        Optional<Integer> number = number(call.value(0));
        if (number.isPresent()) {
            return number.get();
        }
        String name = Identifiers.read(call.text(0)).name();
        for (Map.Entry<Integer, Schema> schema : call.objects().schemas().entrySet()) {
            if (schema.getValue().getName().equals(name)) {
                return schema.getKey();
            }
        }
        if (isDemanded) {
            throw DbException.get(ErrorCode.SCHEMA_NOT_FOUND_1, name);
        }
        return null;
    }

    static Integer role(Arguments call) {
        return number(call.value(0)).orElseGet(() -> {
            if (!Identifiers.read(call.text(0)).name().equals(CatalogObjects.OWNER_NAME)) {
                throw DbException.get(ErrorCode.USER_NOT_FOUND_1, call.text(0));
            }
            return CatalogObjects.OWNER;
        });
    }

    static String ofRelation(Arguments call) {
        Integer oid = relation(call, true);
        return oid == null || oid == 0
                ? "-"
                : call.objects()
                        .relation(oid)
                        .map(relation -> call.objects().named(relation.namespace(), relation.name()))
                        .orElse(oid.toString());
    }

    static String ofType(Arguments call) {
        Integer oid = type(call, true);
        return PgType.format(call.objects(), oid == null ? 0 : oid, -1, false);
    }

    static String ofSchema(Arguments call) {
        Integer oid = schema(call, true);
        String name = oid == null ? "" : call.objects().schemaName(oid);
        return name.isEmpty() ? String.valueOf(oid) : Identifiers.quoted(name);
    }
}
