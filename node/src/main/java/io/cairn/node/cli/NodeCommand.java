package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.config.Setting;
import io.cairn.node.log.LineOutput;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogFormat;
import io.cairn.node.log.LogLevel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Runs a node until it is told to stop. Needs no configuration. */
@Command(
        name = "node",
        description = {
            "Run a node until it is told to stop. Needs no configuration.",
            "Settings come from --config FILE (key = value lines), then environment variables CAIRN_NODE_<KEY>, then"
                    + " flags --<key> VALUE; see --list-settings."
        })
@SuppressWarnings("NullAway.Init")
final class NodeCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Option(names = "--config", paramLabel = "FILE", description = "file of settings")
    @Nullable
    Path config;

    @Option(names = "--list-settings", description = "show every setting with its default, and end")
    boolean list;

    @Unmatched
    List<String> flags = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = root.terminal();
        if (list) {
            for (Setting setting : Setting.values()) {
                terminal.print(String.format(
                        Locale.ROOT, "%-26s %-12s %s", setting.key(), setting.standard(), setting.meaning()));
            }
            return ExitCode.OK.number();
        }
        NodeConfig read = NodeConfig.read(config, terminal.environment(), parse(flags));
        Log.adoptLibraries();
        Log.to(new LineOutput(
                LogFormat.valueOf(read.text(Setting.LOG_FORMAT).toUpperCase(Locale.ROOT)),
                LogLevel.valueOf(read.text(Setting.LOG_LEVEL).toUpperCase(Locale.ROOT)),
                terminal.err(),
                InstantSource.system()));
        String data = read.text(Setting.DATA);
        Path folder = data.isEmpty() ? terminal.home().resolve("node") : Path.of(data);
        NodeProcess node = NodeProcess.start(read, folder.toAbsolutePath(), Main.version());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            node.close();
                            stopped.countDown();
                        },
                        "cairn-stop"));
        terminal.print(node.announcement(read.text(Setting.BIND)));
        stopped.await();
        return ExitCode.OK.number();
    }

    private static Map<String, String> parse(List<String> arguments) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--")) {
                throw new CairnException.Incorrect("config-invalid", "unexpected argument " + argument);
            }
            if (equals > 0) {
                flags.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                flags.put(argument.substring(2), arguments.get(++i));
            } else {
                throw new CairnException.Incorrect("config-invalid", argument + " needs a value");
            }
        }
        return flags;
    }
}
