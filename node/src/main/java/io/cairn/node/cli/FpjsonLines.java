package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Requests, one a line, and an answer for each; blank lines are passed over. */
final class FpjsonLines {
    private final FpjsonEvaluator evaluator;
    private final InputStream in;
    private final PrintStream out;

    FpjsonLines(FpjsonEvaluator evaluator, InputStream in, PrintStream out) {
        this.evaluator = evaluator;
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** Answers until the input ends. */
    void run() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isTooLong = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                answer(line, isTooLong);
                line.reset();
                isTooLong = false;
                if (in.available() == 0) {
                    out.flush();
                }
            } else if (line.size() < Json.LENGTH_MAX) {
                line.write(next);
            } else {
                isTooLong = true;
            }
        }
        answer(line, isTooLong);
        out.flush();
    }

    private void answer(ByteArrayOutputStream line, boolean isTooLong) {
        if (isTooLong) {
            print(FpjsonEvaluator.error(new CairnException.Incorrect(
                    "input-too-large", "a request is longer than " + Json.LENGTH_MAX + " bytes")));
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            if (!text.isBlank()) {
                print(evaluator.answer(text));
            }
        } catch (CharacterCodingException e) {
            print(FpjsonEvaluator.error(new CairnException.Incorrect(Json.MALFORMED, "the request is not UTF-8")));
        }
    }

    private void print(String answer) {
        out.print(answer + "\n");
    }
}
