package io.cairn.h2.deterministic;

import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where H2 would copy a table to change its columns. Objects of H2 are named by no type, as this is compiled before them.
 *
 * <p>Threading: the alterer is set once, before the first database is opened.
 */
public final class Alterations {
    private static volatile @Nullable Alterer alterer;

    /** Changes the columns of a table. */
    public interface Alterer {
        /**
         * Does what H2's {@code AlterTableAlterColumn.copyData} is to do.
         *
         * @param command the {@code AlterTableAlterColumn}
         * @param sequences of the columns that are added, or null
         * @param createConstraints whether the command has constraints to be made afterwards
         */
        void alter(Object command, Object table, @Nullable ArrayList<?> sequences, boolean createConstraints);
    }

    private Alterations() {}

    /** Asks this alterer from now on. */
    public static void use(Alterer newAlterer) {
        alterer = newAlterer;
    }

    /** {@link Alterer#alter}. */
    public static void copyData(
            Object command, Object table, @Nullable ArrayList<?> sequences, boolean createConstraints) {
        Objects.requireNonNull(alterer, "nobody alters tables").alter(command, table, sequences, createConstraints);
    }
}
