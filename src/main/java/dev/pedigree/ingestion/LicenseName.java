package dev.pedigree.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps license names to identifiers of the SPDX license list, so that {@code mit},
 * {@code MIT License} and a URL of its text are the same license. An unlisted license
 * keeps its spelling.
 */
final class LicenseName {

	private static final Map<String, String> IDS = ids();

	private static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("apache2", "Apache-2.0"),
			Map.entry("apache-license-2.0", "Apache-2.0"), Map.entry("apache-license-version-2.0", "Apache-2.0"),
			Map.entry("apache-software-license", "Apache-2.0"), Map.entry("mit-license", "MIT"),
			Map.entry("the-mit-license", "MIT"), Map.entry("cc0", "CC0-1.0"), Map.entry("odc-by", "ODC-By-1.0"),
			Map.entry("odbl", "ODbL-1.0"), Map.entry("pddl", "PDDL-1.0"), Map.entry("c-uda", "C-UDA-1.0"));

	private static final Pattern ADDRESS = Pattern.compile(
			"https?://(?:www\\.)?([^?#]*?)(?:\\.html|\\.txt|\\.php|/legalcode[^/]*|/deed[^/]*)?/*(?:[?#].*)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CREATIVE_COMMONS = Pattern
		.compile("creativecommons\\.org/licenses/([a-z-]+)/(\\d\\.\\d)(?:/.*)?");

	private static final Pattern LISTED = Pattern.compile("(?:spdx\\.org|opensource\\.org|choosealicense\\.com"
			+ "|gnu\\.org|apache\\.org)/licenses?/(?:license-)?([^/]+)");

	private static final Map<String, String> ADDRESSES = Map.of("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0",
			"apache.org/licenses/license-2.0", "Apache-2.0", "opendatacommons.org/licenses/by/1-0", "ODC-By-1.0",
			"opendatacommons.org/licenses/by", "ODC-By-1.0", "opendatacommons.org/licenses/odbl/1-0", "ODbL-1.0",
			"opendatacommons.org/licenses/odbl", "ODbL-1.0", "opendatacommons.org/licenses/pddl/1-0", "PDDL-1.0",
			"cdla.dev/permissive-2-0", "CDLA-Permissive-2.0", "cdla.dev/permissive-1-0", "CDLA-Permissive-1.0",
			"mozilla.org/mpl/2.0", "MPL-2.0");

	private LicenseName() {
	}

	/** Returns the SPDX identifier, or the stripped name if it is not listed. */
	static String of(String written) {
		String plain = written.strip();
		Matcher address = ADDRESS.matcher(plain);
		String id = address.matches() ? located(address.group(1).toLowerCase(Locale.ROOT)) : named(plain);
		return id.isEmpty() ? plain : id;
	}

	/** Maps several names; each result once. */
	static List<String> of(List<String> written) {
		return written.stream().map(LicenseName::of).filter((name) -> !name.isEmpty()).distinct().toList();
	}

	private static String named(String name) {
		String key = name.toLowerCase(Locale.ROOT).replaceAll("[\\s,_]+", "-");
		return IDS.getOrDefault(key, OTHER_NAMES.getOrDefault(key, ""));
	}

	private static String located(String address) {
		Matcher commons = CREATIVE_COMMONS.matcher(address);
		if (commons.matches()) {
			return named("cc-" + commons.group(1) + "-" + commons.group(2));
		}
		Matcher listed = LISTED.matcher(address);
		return ADDRESSES.getOrDefault(address, listed.matches() ? named(listed.group(1)) : "");
	}

	private static Map<String, String> ids() {
		try (InputStream list = LicenseName.class.getResourceAsStream("/licenses/spdx.txt")) {
			Map<String, String> ids = new HashMap<>();
			new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8).lines()
				.forEach((id) -> ids.put(id.toLowerCase(Locale.ROOT), id));
			return Map.copyOf(ids);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
