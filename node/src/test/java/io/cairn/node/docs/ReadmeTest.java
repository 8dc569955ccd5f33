package io.cairn.node.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents tell people to type and to open exists. */
class ReadmeTest {
    private static final String CAIRN = "./cairn";

    @Test
    void everyCommandInTheReadmeExists() throws IOException {
        List<String> typed = commands("README.md");
        assertThat(typed).as("commands in README.md").isNotEmpty();
        List<String> missing = new ArrayList<>();
        for (String line : typed) {
            StringTokenizer words = new StringTokenizer(line);
            words.nextToken();
            String command = words.nextToken();
            CommandLine found = Main.grammar().getSubcommands().get(command);
            boolean known = command.startsWith("-")
                    || command.equals("help")
                    || (found != null && (!words.hasMoreTokens() || takes(found, words.nextToken())));
            if (!known) {
                missing.add(line);
            }
        }
        assertThat(missing).as("commands in README.md that cairn does not have").isEmpty();
    }

    /** Whether a command with commands of its own has this one; every other command takes any word. */
    private static boolean takes(CommandLine command, String word) {
        return command.getSubcommands().isEmpty() || command.getSubcommands().containsKey(word);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsToAFile() throws IOException {
        Path root = Documents.root();
        List<String> documents = new ArrayList<>(List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"));
        documents.addAll(List.of("SECURITY.md", "docs/http.md", "docs/formats.md", "docs/GLOSSARY.md"));
        TreeSet<String> broken = new TreeSet<>();
        for (String document : documents) {
            Path folder = root.resolve(document).resolveSibling(".");
            for (String link : links(document)) {
                if (!Files.exists(folder.resolve(link))) {
                    broken.add(document + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyGoldenFolderStandsInTheFormats() throws IOException {
        String formats = Files.readString(Documents.root().resolve("docs/formats.md"));
        for (String module : List.of("engine", "node")) {
            Path golden = Documents.root().resolve(module + "/src/test/resources/golden");
            try (var files = Files.list(golden)) {
                for (Path file : files.toList()) {
                    assertThat(formats).contains("`" + file.getFileName());
                }
            }
        }
    }

    private static List<String> commands(String document) throws IOException {
        List<String> commands = new ArrayList<>();
        for (List<String> block : Documents.blocks(document, "sh")) {
            block.stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(CAIRN + " "))
                    .forEach(commands::add);
        }
        return commands;
    }

    /** Relative targets of inline links, without their fragments. */
    private static List<String> links(String document) throws IOException {
        List<String> links = new ArrayList<>();
        for (String line : Documents.lines(document)) {
            int from = line.indexOf("](");
            while (from >= 0) {
                int to = line.indexOf(')', from);
                String target = line.substring(from + 2, to);
                int fragment = target.indexOf('#');
                String path = fragment < 0 ? target : target.substring(0, fragment);
                if (!path.isEmpty() && !path.contains("://")) {
                    links.add(path);
                }
                from = line.indexOf("](", to);
            }
        }
        return links;
    }
}
