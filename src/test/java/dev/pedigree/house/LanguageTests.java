package dev.pedigree.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The words of the source: names of types, Javadoc, messages and descriptions. */
class LanguageTests {

	private static final Path JAVA = Path.of("src", "main", "java");

	private static final Path SCHEMA = Path.of("src", "main", "resources", "graphql");

	private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record|@interface)\\s+([A-Z]\\w*)");

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

	private static final Pattern TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);

	/** Words that hide the actor, or stand for a verb of the field. */
	private static final Pattern BANNED = Pattern
		.compile("(?i)\\b(somebody|nobody|whoever|told|tells?|said|says?|hangs?|meets?)\\b");

	/** The message of a client error, after the argument that it names. */
	private static final Pattern MESSAGE = Pattern
		.compile("InvalidRequestException\\s*\\.(?:invalid|conflict|limit)\\((?:[^,\"]|\"[^\"]*\")+?,\\s*\"([^\"]+)");

	@Test
	void messageOfAClientErrorContinuesItsArgument() throws IOException {
		List<String> messages = new ArrayList<>();
		for (Path file : files(JAVA, ".java")) {
			MESSAGE.matcher(Files.readString(file)).results().map((message) -> message.group(1)).forEach(messages::add);
		}
		assertThat(messages).hasSizeGreaterThan(50).allMatch((message) -> message.matches("[a-z0-9', ].*"));
	}

	@Test
	void simpleNamesOfTypesAreUnique() throws IOException {
		Map<String, List<String>> files = new TreeMap<>();
		for (Path file : files(JAVA, ".java")) {
			String code = TEXT.matcher(COMMENT.matcher(Files.readString(file)).replaceAll("")).replaceAll("\"\"");
			TYPE.matcher(code)
				.results()
				.map((type) -> type.group(1))
				.forEach((name) -> files.computeIfAbsent(name, (_) -> new ArrayList<>()).add(file.toString()));
		}
		files.values().removeIf((declarations) -> declarations.size() == 1);
		assertThat(files).as("types with one simple name").isEmpty();
	}

	@Test
	void noFileHasBannedWords() throws IOException {
		Map<String, Set<String>> banned = new HashMap<>();
		for (Path file : files(JAVA, ".java")) {
			String text = Files.readString(file);
			words(banned, file,
					Stream.concat(COMMENT.matcher(text).results(), TEXT.matcher(text).results())
						.map(MatchResult::group)
						.collect(Collectors.joining("\n")));
		}
		for (Path file : files(SCHEMA, ".graphqls")) {
			words(banned, file, Files.readString(file));
		}
		assertThat(banned).as("files with words that style forbids").isEmpty();
	}

	private static void words(Map<String, Set<String>> banned, Path file, String text) {
		TreeSet<String> words = BANNED.matcher(text)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
		if (!words.isEmpty()) {
			banned.put(file.toString(), words);
		}
	}

	private static List<Path> files(Path folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
	}

}
