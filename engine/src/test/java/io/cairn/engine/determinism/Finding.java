package io.cairn.engine.determinism;

import io.cairn.engine.determinism.Traps.Trap;
import java.util.ArrayList;
import java.util.List;

/** One use that one trap caught. */
record Finding(String className, Trap trap, Use use) {
    /** Everything that the traps catch in a class file. */
    static List<Finding> in(String className, byte[] classFile) {
        List<Finding> findings = new ArrayList<>();
        for (Use use : ClassUses.of(classFile)) {
            for (Trap trap : Traps.ALL) {
                if (trap.catches().test(use)) {
                    findings.add(new Finding(className, trap, use));
                }
            }
        }
        return findings;
    }

    @Override
    public String toString() {
        return trap.name() + " in " + className + ": " + use + "; instead: " + trap.instead();
    }
}
