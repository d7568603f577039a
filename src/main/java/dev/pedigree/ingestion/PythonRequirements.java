package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages of a pip requirements file. Only pinned packages are stored: an index URL
 * may contain a password, a local package the path of a home directory.
 *
 * @param pinned packages with one version, in file order
 * @param others the number of lines with another package: no version, several, a path
 */
public record PythonRequirements(List<Pin> pinned, int others) {

	/** More packages than any environment has. */
	private static final int MAX_PINNED = 5_000;

	private static final Pattern PIN = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,199})(?:\\[[^]]*])?\\s*==\\s*"
			+ "([A-Za-z0-9][A-Za-z0-9.!+_-]{0,199})(?:\\s*[;#].*|\\s+--.*)?");

	/** Options of pip: {@code -r other.txt}, an index. */
	private static final Pattern OPTION = Pattern.compile("(?!-e\\b|--editable\\b)-.*");

	/** Parses a file. */
	public static PythonRequirements of(String text) {
		List<Pin> pinned = new ArrayList<>();
		int others = 0;
		for (String line : text.replaceAll("\\\\\\r?\\n", " ").lines().map(String::strip).toList()) {
			Matcher pin = PIN.matcher(line);
			if (pin.matches() && pinned.size() < MAX_PINNED) {
				pinned.add(new Pin(pin.group(1), pin.group(2)));
			}
			else if (!line.isEmpty() && !line.startsWith("#") && !OPTION.matcher(line).matches()) {
				others++;
			}
		}
		return new PythonRequirements(List.copyOf(pinned), others);
	}

	/**
	 * A package with one version.
	 *
	 * @param name the name on PyPI
	 * @param version the version on PyPI
	 */
	public record Pin(String name, String version) {

		/** The line in a requirements file. */
		public String text() {
			return this.name + "==" + this.version;
		}

		/** The package URL. */
		public String purl() {
			return "pkg:pypi/" + this.name + "@" + this.version.replace("+", "%2B");
		}

	}

}
