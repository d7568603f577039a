package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages that a requirements file of pip names. Kept are those of one version: an index
 * may be named with its password, a local package by somebody's folder.
 *
 * @param pinned those of one version, in their order
 * @param others how many lines name a package otherwise: none of its versions, several,
 * or a place
 */
public record PythonRequirements(List<Pin> pinned, int others) {

	/** More than any environment holds. */
	private static final int MOST = 5_000;

	private static final Pattern PIN = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,199})(?:\\[[^]]*])?\\s*==\\s*"
			+ "([A-Za-z0-9][A-Za-z0-9.!+_-]{0,199})(?:\\s*[;#].*|\\s+--.*)?");

	/** What tells pip how to go about it: {@code -r other.txt}, an index. */
	private static final Pattern OPTION = Pattern.compile("(?!-e\\b|--editable\\b)-.*");

	/** Reads a file. */
	public static PythonRequirements of(String text) {
		List<Pin> pinned = new ArrayList<>();
		int others = 0;
		for (String line : text.replaceAll("\\\\\\r?\\n", " ").lines().map(String::strip).toList()) {
			Matcher pin = PIN.matcher(line);
			if (pin.matches() && pinned.size() < MOST) {
				pinned.add(new Pin(pin.group(1), pin.group(2)));
			}
			else if (!line.isEmpty() && !line.startsWith("#") && !OPTION.matcher(line).matches()) {
				others++;
			}
		}
		return new PythonRequirements(List.copyOf(pinned), others);
	}

	/**
	 * One version of a package.
	 *
	 * @param name as PyPI has it
	 * @param version as PyPI has it
	 */
	public record Pin(String name, String version) {

		/** As pip writes it. */
		public String text() {
			return this.name + "==" + this.version;
		}

		/** Its package URL. */
		public String purl() {
			return "pkg:pypi/" + this.name + "@" + this.version.replace("+", "%2B");
		}

	}

}
