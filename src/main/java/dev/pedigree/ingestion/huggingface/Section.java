package dev.pedigree.ingestion.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a card's text.
 *
 * @param title its heading; empty for what stands before the first
 * @param text Markdown
 */
record Section(String title, String text) {

	private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s(.+)");

	private static final Pattern POINT = Pattern.compile("\\s*(?:[-*+]|\\d+[.)])\\s+(.+)");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\[?more information needed]?",
			Pattern.CASE_INSENSITIVE);

	/** What the heading of a part says that it tells. */
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

	/** The parts of a text, in order; what looks like a heading within code is none. */
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

	/** A text without what the template of the Hub leaves for people to fill in. */
	static String withoutPlaceholders(CharSequence text) {
		return PLACEHOLDER.matcher(text).replaceAll("").strip();
	}

	/** Its points, where it is a list of them; else it is one point. */
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
