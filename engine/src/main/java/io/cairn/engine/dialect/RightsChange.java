package io.cairn.engine.dialect;

import java.util.List;
import java.util.Optional;

/** What a statement about rights asks for. Names are as the engine keeps them: unquoted ones in lower case. */
public sealed interface RightsChange {
    /**
     * A privilege that a statement names.
     *
     * @param word the privilege in lower case; {@code all} for every one
     * @param columns the columns it is for; none for the whole object
     */
    record Named(String word, List<String> columns) {
        public Named {
            columns = List.copyOf(columns);
        }
    }

    /** What a GRANT or REVOKE is about. */
    enum Kind {
        DATABASE,
        TABLE,
        /** Every table of the schemas that are named. */
        TABLES_OF_SCHEMA,
        SEQUENCE,
        STATEMENT_PATTERN;
    }

    /**
     * GRANT or REVOKE of privileges.
     *
     * @param ending WITH GRANT OPTION, or GRANT OPTION FOR
     */
    record Privileges(
            boolean grants,
            List<Named> privileges,
            Kind kind,
            List<TableName> names,
            List<String> grantees,
            Ending ending)
            implements RightsChange {
        public Privileges {
            privileges = List.copyOf(privileges);
            names = List.copyOf(names);
            grantees = List.copyOf(grantees);
        }
    }

    /**
     * How a GRANT or REVOKE begins or ends.
     *
     * @param option about the right to give it on: that too in a GRANT, that alone in a REVOKE
     * @param cascades whether what others gave on is taken back as well
     */
    record Ending(boolean option, boolean cascades) {}

    /** GRANT or REVOKE of roles. */
    record Memberships(boolean grants, List<String> roles, List<String> members, Ending ending)
            implements RightsChange {
        public Memberships {
            roles = List.copyOf(roles);
            members = List.copyOf(members);
        }
    }

    /** CREATE ROLE. */
    record MakeRole(String name) implements RightsChange {}

    /** DROP ROLE. */
    record DropRole(List<String> names, boolean ifExists) implements RightsChange {
        public DropRole {
            names = List.copyOf(names);
        }
    }

    /**
     * What a policy says; what is absent is not said.
     *
     * @param using condition of rows that are there
     * @param check condition of rows that are written
     */
    record Terms(Optional<List<String>> to, Optional<String> using, Optional<String> check) {}

    /**
     * CREATE POLICY.
     *
     * @param command select, insert, update, delete or all
     */
    record MakePolicy(String name, TableName table, boolean permissive, String command, Terms terms)
            implements RightsChange {}

    /** ALTER POLICY. */
    record ChangePolicy(String name, TableName table, Optional<String> newName, Terms terms) implements RightsChange {}

    /** DROP POLICY. */
    record DropPolicy(String name, TableName table, boolean ifExists) implements RightsChange {}

    /** ALTER TABLE … ROW LEVEL SECURITY. */
    record RowSecurity(TableName table, boolean ofOwners, boolean on) implements RightsChange {}

    /** CREATE STATEMENT PATTERN. */
    record MakePattern(String name, String statement) implements RightsChange {}

    /** DROP STATEMENT PATTERN. */
    record DropPattern(String name, boolean ifExists) implements RightsChange {}

    /** ALTER DATABASE SET read_record: whether reads are put on record. */
    record KeepReads(boolean on) implements RightsChange {}
}
