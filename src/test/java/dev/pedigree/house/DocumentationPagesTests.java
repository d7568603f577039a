package dev.pedigree.house;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.pedigree.house.DocumentationPage.Example;
import dev.pedigree.ingestion.connector.SourceConfig;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of the documentation: links, sizes, headings and settings. */
class DocumentationPagesTests {

	private static final List<String> SOURCE_HEADINGS = List.of("What it captures", "Settings", "Webhook or events",
			"What becomes what", "Limits");

	private static final int LEAST_EXAMPLES = 60;

	/** Settings that are read with {@code @Value} or a binder. */
	private static final Set<String> VALUES = Set.of("pedigree.lineage.concurrent-walks", "pedigree.lineage.time-limit",
			"pedigree.sources");

	private static final Pattern SETTING = Pattern.compile("`(pedigree(?:\\.[a-z][a-z-]*)+)(?:=[^`]*)?`");

	@Test
	void exampleIsRunOrHasAReason() throws IOException {
		List<Example> examples = new ArrayList<>();
		for (DocumentationPage page : DocumentationPage.all()) {
			examples.addAll(page.examples());
		}
		examples.stream()
			.filter((example) -> !example.isRun())
			.forEach((example) -> System.out.println(example + " is not run: " + example.block().reason()));
		assertThat(examples).filteredOn(Example::isRun)
			.hasSizeGreaterThanOrEqualTo(LEAST_EXAMPLES)
			.as("queries without an answer or a reason")
			.noneMatch((example) -> example.block().isGraphql() && example.answer() == null);
	}

	@Test
	void linksResolve() throws IOException {
		List<String> broken = new ArrayList<>();
		for (DocumentationPage page : DocumentationPage.all()) {
			for (String link : page.links()) {
				String[] parts = link.split("#", 2);
				Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
				if (!Files.exists(target)
						|| (parts.length == 2 && !DocumentationPage.of(target).anchors().contains(parts[1]))) {
					broken.add(page.path() + ": " + link);
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void readmeIsShort() throws IOException {
		assertThat(Files.size(DocumentationPage.README)).isLessThanOrEqualTo(12_000);
	}

	@Test
	void glossaryIsShort() throws IOException {
		// One row is the head of the table.
		assertThat(page("glossary.md").rows()).hasSizeBetween(10, 26);
	}

	@Test
	void pageOfASourceHasTheHeadingsOfAll() throws IOException {
		for (DocumentationPage page : DocumentationPage.all()) {
			if (page.path().startsWith(DocumentationPage.DOCS.resolve("sources"))
					&& !page.path().endsWith("README.md")) {
				assertThat(page.headings()).as("%s", page.path()).isEqualTo(SOURCE_HEADINGS);
			}
		}
	}

	@Test
	void settingIsDocumentedAndKnown() throws Exception {
		Map<String, String> known = settings();
		Set<String> named = new TreeSet<>();
		for (DocumentationPage page : DocumentationPage.all()) {
			SETTING.matcher(Files.readString(page.path())).results().map((found) -> found.group(1)).forEach(named::add);
		}
		assertThat(named).as("settings that pages name")
			.containsAll(known.keySet())
			.allMatch((name) -> VALUES.contains(name)
					|| known.keySet().stream().anyMatch((setting) -> (setting + ".").startsWith(name + ".")));
	}

	@Test
	void tableHasTheDefault() throws Exception {
		Map<String, String> known = settings();
		for (Parameter setting : parameters(SourceConfig.Settings.class)) {
			known.put(name(setting), defaultOf(setting));
		}
		List<String> wrong = new ArrayList<>();
		int compared = 0;
		for (String page : List.of("sources/README.md", "operations.md")) {
			for (List<String> row : page(page).rows()) {
				String value = known.get(row.getFirst().replace("`", ""));
				if (value != null && row.size() > 2 && row.get(1).startsWith("`")) {
					compared++;
					if (!row.get(1).equals("`" + value + "`")) {
						wrong.add(page + ": " + row.getFirst() + " is " + value);
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(compared).isGreaterThan(15);
	}

	@Test
	void tableHasTheSettingsOfASource() throws IOException {
		Set<String> listed = new TreeSet<>();
		page("sources/README.md").rows()
			.forEach((row) -> Pattern.compile("`([a-z-]+)`")
				.matcher(row.getFirst())
				.results()
				.forEach((name) -> listed.add(name.group(1))));
		assertThat(listed).containsExactlyInAnyOrderElementsOf(
				parameters(SourceConfig.Settings.class).stream().map((setting) -> name(setting)).toList());
	}

	private static DocumentationPage page(String name) throws IOException {
		return DocumentationPage.of(DocumentationPage.DOCS.resolve(name));
	}

	/** All settings of records, with their defaults; empty for none. */
	private static Map<String, String> settings() throws ClassNotFoundException {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Map<String, String> settings = new TreeMap<>();
		for (var found : scanner.findCandidateComponents("dev.pedigree")) {
			Class<?> type = Class.forName(found.getBeanClassName());
			add(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
		}
		return settings;
	}

	/** The components of a record; their defaults stand at its constructor. */
	private static List<Parameter> parameters(Class<?> type) {
		return List.of(type.getDeclaredConstructors()[0].getParameters());
	}

	private static void add(String prefix, Class<?> type, Map<String, String> settings) {
		for (Parameter component : parameters(type)) {
			String name = prefix + "." + name(component);
			if (component.getType().isRecord()) {
				add(name, component.getType(), settings);
			}
			else {
				settings.put(name, defaultOf(component));
			}
		}
	}

	/** The name of a component as settings spell it. */
	private static String name(Parameter component) {
		return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String defaultOf(Parameter component) {
		DefaultValue value = component.getAnnotation(DefaultValue.class);
		return (value != null) ? String.join(",", value.value()) : "";
	}

}
