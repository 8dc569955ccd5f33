package io.cairn.engine.fpjson;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;

/**
 * What programs may still use: steps (applications and comparisons), cells (elements, fields and characters made),
 * and depth. Counted in the language's own terms, so that every machine stops at the same place. Several programs
 * may share one.
 */
public final class Fuel {
    /** The code for a program that takes too many steps. */
    public static final String OUT_OF_STEPS = "fpjson-out-of-steps";

    /** The code for a program that makes too much. */
    public static final String OUT_OF_CELLS = "fpjson-out-of-cells";

    /** The code for programs, calls or data that nest too deep. */
    public static final String TOO_DEEP = "fpjson-too-deep";

    /** How deep calls may nest. A call takes at most some ten Java frames; a stack of 1 MB holds them all. */
    static final int CALLS_MAX = 200;

    /** More cells than this no machine need hold. */
    public static final long CELLS_MAX = 1L << 26;

    private long steps;
    private long cells;
    private int depth;

    /** Fuel for so many steps and cells; of cells at most {@link #CELLS_MAX}. */
    public Fuel(long steps, long cells) {
        this.steps = steps;
        this.cells = Math.min(cells, CELLS_MAX);
    }

    /** Steps left. */
    public long stepsLeft() {
        return steps;
    }

    /** Cells left. */
    public long cellsLeft() {
        return cells;
    }

    /** Takes steps. */
    public void steps(long count) {
        if (count > steps) {
            steps = 0;
            throw new CairnException.Refused(OUT_OF_STEPS, "", "the program takes more steps than it may");
        }
        steps -= count;
    }

    /** Takes cells: elements, fields or characters that are about to be made. */
    public void cells(long count) {
        if (count > cells) {
            cells = 0;
            throw new CairnException.Refused(
                    OUT_OF_CELLS, "", "the program makes more elements and characters than it may");
        }
        cells -= count;
    }

    /** Begins a call. */
    void enter() {
        steps(1);
        if (depth >= CALLS_MAX) {
            throw new CairnException.Refused(TOO_DEEP, "", "calls nest deeper than " + CALLS_MAX);
        }
        depth++;
    }

    /** Ends the call begun last. */
    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** Forgets the calls that a failure left. */
    void returnTo(int depthBefore) {
        depth = depthBefore;
    }

    /** The depth of a container around what is {@code depth} deep. */
    static int nested(int depth) {
        if (depth >= Term.DEPTH_MAX) {
            throw new CairnException.Refused(TOO_DEEP, "", "data nests deeper than " + Term.DEPTH_MAX);
        }
        return depth + 1;
    }

    /** The depth that a container of data may have which lies so many levels within other data. */
    static int depthOfData(int level) {
        if (level >= ValueCodec.DEPTH_MAX) {
            throw new CairnException.Refused(TOO_DEEP, "", "data nests deeper than " + ValueCodec.DEPTH_MAX);
        }
        return ValueCodec.DEPTH_MAX - level;
    }
}
