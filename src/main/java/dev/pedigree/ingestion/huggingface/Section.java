package dev.pedigree.ingestion.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a card's Markdown text.
 *
 * @param title the heading; empty for the text before the first heading
 * @param text Markdown
 */
record Section(String title, String text) {

	private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s(.+)");

	private static final Pattern POINT = Pattern.compile("\\s*(?:[-*+]|\\d+[.)])\\s+(.+)");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\[?more information needed]?",
			Pattern.CASE_INSENSITIVE);

	/** The card property that a section is about, by its heading. */
	enum SectionUse {

		INTENDED("intendedUses", "(direct|intended|downstream|potential) uses?\\b.*|uses?|how to use.*for"),
		OUT_OF_SCOPE("outOfScopeUses", ".*(out[- ]of[- ]scope|misuse).*"),
		LIMITATIONS("limitations", ".*(limitation|bias|risks?\\b).*");

		private final String property;

		private final Pattern title;

		SectionUse(String property, String title) {
			this.property = property;
			this.title = Pattern.compile(title, Pattern.CASE_INSENSITIVE);
		}

		String property() {
			return this.property;
		}

		boolean isIn(Section section) {
			return this.title.matcher(section.title).matches();
		}

	}

	/** Splits a text at its headings; lines within code are no headings. */
	static List<Section> of(String text) {
		List<Section> sections = new ArrayList<>();
		StringBuilder body = new StringBuilder();
		String title = "";
		boolean code = false;
		for (String line : MarkdownText.withoutHtml(text).lines().toList()) {
			code ^= line.stripLeading().startsWith("```");
			Matcher heading = HEADING.matcher(line);
			if (!code && heading.matches()) {
				add(sections, title, body);
				title = heading.group(1).strip().replaceAll("[*_`]|#+$", "").strip();
			}
			else {
				body.append(line).append('\n');
			}
		}
		add(sections, title, body);
		return sections;
	}

	private static void add(List<Section> sections, String title, StringBuilder body) {
		String text = withoutPlaceholders(body);
		if (!text.isEmpty()) {
			sections.add(new Section(title, text));
		}
		body.setLength(0);
	}

	/** Removes the placeholders of the Hub's card template. */
	static String withoutPlaceholders(CharSequence text) {
		return PLACEHOLDER.matcher(text).replaceAll("").strip();
	}

	/** The items of a section that is a list; else the whole text. */
	List<String> points() {
		List<String> points = new ArrayList<>();
		for (String line : this.text.lines().filter((one) -> !one.isBlank()).toList()) {
			Matcher point = POINT.matcher(line);
			if (!point.matches()) {
				return List.of(this.text);
			}
			points.add(point.group(1).strip());
		}
		return points;
	}

}
