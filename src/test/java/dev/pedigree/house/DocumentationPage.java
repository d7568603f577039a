package dev.pedigree.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation: its fenced blocks, links and headings. An example is a
 * block that a reader can run: a {@code graphql} block, or a shell block with a
 * {@code curl} of localhost. The {@code json} block that follows in the same section is
 * its answer. A comment {@code <!-- not run: reason -->} directly before a block excludes
 * it. A block whose fence names a file is a file that examples use.
 *
 * @param path below the root of the project
 * @param blocks in reading order
 */
record DocumentationPage(Path path, List<Block> blocks) {

	static final Path README = Path.of("README.md");

	static final Path DOCS = Path.of("src", "docs");

	/** The pages that are read first; then the sources, then {@link #LAST}. */
	private static final List<String> FIRST = List.of("getting-started", "concepts", "api", "files", "ci-cd");

	private static final List<String> LAST = List.of("operations", "security");

	private static final Pattern FENCE = Pattern.compile("(`{3,})(\\w*) ?(.*)");

	private static final Pattern REASON = Pattern.compile("<!-- not run: (.+) -->");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	/** All pages in the order in which a reader reads them. */
	static List<DocumentationPage> all() throws IOException {
		List<Path> paths = new ArrayList<>(List.of(README));
		FIRST.forEach((name) -> paths.add(DOCS.resolve(name + ".md")));
		paths.addAll(in(DOCS.resolve("sources")));
		LAST.forEach((name) -> paths.add(DOCS.resolve(name + ".md")));
		in(DOCS).stream().filter((path) -> !paths.contains(path)).forEach(paths::add);
		List<DocumentationPage> pages = new ArrayList<>();
		for (Path path : paths) {
			pages.add(of(path));
		}
		return pages;
	}

	static DocumentationPage of(Path path) throws IOException {
		List<Block> blocks = new ArrayList<>();
		List<String> lines = Files.readAllLines(path);
		String before = "";
		int section = 0;
		for (int i = 0; i < lines.size(); i++) {
			Matcher fence = FENCE.matcher(lines.get(i));
			if (fence.matches()) {
				int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(fence.group(1));
				Matcher reason = REASON.matcher(before);
				blocks.add(new Block(path + ":" + (i + 1), section, fence.group(2), fence.group(3),
						String.join("\n", lines.subList(i + 1, end)), reason.matches() ? reason.group(1) : null));
				i = end;
				before = "";
			}
			else if (!lines.get(i).isBlank()) {
				before = lines.get(i);
				section += before.startsWith("#") ? 1 : 0;
			}
		}
		return new DocumentationPage(path, blocks);
	}

	private static List<Path> in(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
	}

	/** What a reader can run, in reading order. */
	List<Example> examples() {
		List<Example> examples = new ArrayList<>();
		for (int i = 0; i < this.blocks.size(); i++) {
			Block block = this.blocks.get(i);
			Block next = (i + 1 < this.blocks.size()) ? this.blocks.get(i + 1) : null;
			if (block.isGraphql() || block.isCurl()) {
				examples.add(new Example(block, (next != null && next.language().equals("json") && next.file().isEmpty()
						&& next.section() == block.section()) ? next.text() : null));
			}
		}
		return examples;
	}

	/** The targets of all links that do not leave the project. */
	Set<String> links() throws IOException {
		Set<String> links = new TreeSet<>();
		LINK.matcher(prose()).results().map((link) -> link.group(1)).forEach(links::add);
		links.removeIf((link) -> link.matches("[a-z]+:.*"));
		return links;
	}

	/** The anchors of the headings, as GitHub makes them. */
	Set<String> anchors() throws IOException {
		Set<String> anchors = new TreeSet<>();
		prose().lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
			.map((title) -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.forEach(anchors::add);
		return anchors;
	}

	/** The second-level headings, in order. */
	List<String> headings() throws IOException {
		return prose().lines().filter((line) -> line.startsWith("## ")).map((line) -> line.substring(3)).toList();
	}

	/** The cells of all rows of tables, trimmed. */
	List<List<String>> rows() throws IOException {
		return prose().lines()
			.filter((line) -> line.startsWith("|") && !line.startsWith("|-"))
			.map((line) -> Stream.of(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList())
			.toList();
	}

	/** The text without its blocks. */
	private String prose() throws IOException {
		return Pattern.compile("(?ms)^(`{3,}).*?^\\1$").matcher(Files.readString(this.path)).replaceAll("");
	}

	/**
	 * A fenced block.
	 *
	 * @param place page and line
	 * @param section number of headings before it
	 * @param language of the fence; empty for none
	 * @param file that the fence names; empty for none
	 * @param reason why it is not run; null for none
	 */
	record Block(String place, int section, String language, String file, String text, @Nullable String reason) {

		boolean isGraphql() {
			return this.language.equals("graphql");
		}

		boolean isCurl() {
			return this.language.matches("|sh|bash") && this.file.isEmpty() && this.text.contains("curl")
					&& this.text.contains("localhost:8080");
		}
	}

	/**
	 * A block that a reader can run.
	 *
	 * @param answer JSON; null when the page prints none
	 */
	record Example(Block block, @Nullable String answer) {

		boolean isRun() {
			return this.block.reason() == null;
		}

		@Override
		public String toString() {
			return this.block.place();
		}
	}

}
