package dev.pedigree.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Expands the includes of one query file: {@code {{name(argument: value)}}} becomes the
 * fragment {@code cypher/includes/name.cypher}, in which each <code>{{argument}}</code>
 * is the value. The syntax is described in {@code cypher/README.md}.
 */
final class QueryIncludes {

	private static final Pattern BRACES = Pattern.compile("\\{\\{(.*?)}}");

	private static final Pattern INCLUDE = Pattern.compile("([\\w-]+)\\((.*)\\)");

	private static final Pattern ARGUMENT = Pattern.compile("\\s*(\\w+):\\s*(.+?)\\s*(?:,|$)");

	private static final Pattern PARAMETER = Pattern.compile("\\{\\{(\\w+)}}");

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*\\R?");

	/** The files that are being expanded, outermost first. */
	private final Set<String> open = new LinkedHashSet<>();

	private final Set<String> names = new HashSet<>();

	Set<String> names() {
		return Set.copyOf(this.names);
	}

	/**
	 * Returns a file's text without comments and with each include expanded.
	 * @throws IllegalStateException if an include has no file or other arguments than its
	 * fragment, or includes itself; the message names the file and the line
	 */
	String expand(String path, String text) {
		this.open.add(path);
		Matcher braces = BRACES.matcher(text);
		StringBuilder expanded = new StringBuilder();
		int end = 0;
		while (braces.find()) {
			if (!isComment(text, braces.start())) {
				long line = text.substring(0, braces.start()).chars().filter((sign) -> sign == '\n').count() + 1;
				expanded.append(text, end, braces.start()).append(fragment(path + ":" + line, braces.group(1)));
				end = braces.end();
			}
		}
		this.open.remove(path);
		return COMMENT.matcher(expanded.append(text.substring(end))).replaceAll("");
	}

	private String fragment(String place, String stated) {
		Matcher include = INCLUDE.matcher(stated);
		if (!include.matches()) {
			throw new IllegalStateException(
					place + ": '" + stated + "' is no include; write {{name(argument: value)}}");
		}
		String name = include.group(1);
		String path = "cypher/includes/" + name + ".cypher";
		String text = read(path);
		if (text == null) {
			throw new IllegalStateException(place + ": unknown include '" + name + "'; there is no file " + path);
		}
		if (this.open.contains(path)) {
			throw new IllegalStateException(place + ": '" + name + "' includes itself");
		}
		Map<String, String> arguments = new TreeMap<>();
		ARGUMENT.matcher(include.group(2)).results().forEach((found) -> arguments.put(found.group(1), found.group(2)));
		Set<String> parameters = new TreeSet<>();
		PARAMETER.matcher(text).results().forEach((found) -> parameters.add(found.group(1)));
		if (!parameters.equals(arguments.keySet())) {
			throw new IllegalStateException(
					place + ": '" + name + "' takes the arguments " + parameters + ", not " + arguments.keySet());
		}
		this.names.add(name);
		String filled = PARAMETER.matcher(text)
			.replaceAll((found) -> Matcher.quoteReplacement(arguments.getOrDefault(found.group(1), "")));
		return expand(path, filled).strip();
	}

	private static boolean isComment(String text, int at) {
		return text.substring(text.lastIndexOf('\n', at) + 1, at).strip().startsWith("//");
	}

	/** The text of a file on the class path; null if there is none. */
	static @Nullable String read(String path) {
		try (InputStream file = QueryIncludes.class.getResourceAsStream("/" + path)) {
			return (file != null) ? new String(file.readAllBytes(), StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + path, ex);
		}
	}

}
