package io.cairn.engine.fpjson;

/** A program while it runs: its variables, what it may still use, and whether it has been stopped. */
public final class ProgramRun {
    private final Host host;
    private final Variables variables;
    private final Fuel fuel;
    private boolean isStopped;
    private int line;

    ProgramRun(Host host, Variables variables, Fuel fuel) {
        this.host = host;
        this.variables = variables;
        this.fuel = fuel;
    }

    Host host() {
        return host;
    }

    /** The variables. */
    public Variables variables() {
        return variables;
    }

    /** What the program may still use. */
    public Fuel fuel() {
        return fuel;
    }

    /** The line that runs, from 0. */
    public int line() {
        return line;
    }

    void at(int running) {
        line = running;
    }

    /** Assigns a value to a variable, or applies it where it is an operator. */
    public void assign(String path, Term value) {
        Block.Assign.assign(path, value, this);
    }

    /** Ends the program after this call. */
    public void stop() {
        isStopped = true;
    }

    boolean isStopped() {
        return isStopped;
    }

    /** A group's {@code break} ends the group alone. */
    void goOn() {
        isStopped = false;
    }
}
