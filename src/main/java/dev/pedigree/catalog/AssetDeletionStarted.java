package dev.pedigree.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * The deletion of an asset begins. Published within a transaction, before anything is
 * deleted and again when an interrupted deletion continues: each module deletes what it
 * keeps of the asset elsewhere.
 *
 * @param keys all urns of the asset
 * @param names those long enough to search texts for; none for a version, whose name is
 * that of its data
 */
public record AssetDeletionStarted(String urn, Set<String> keys, Set<String> names) {

	/** The names in lower case. */
	public List<String> lowerCaseNames() {
		return this.names.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList();
	}

	/** Patterns that match a text with one of the names as a word, plain or in JSON. */
	public List<String> patterns() {
		return this.names.stream().map((name) -> {
			String json = JsonMapper.shared().writeValueAsString(name);
			return "(?is).*(?<![\\p{L}\\p{N}])(?:" + Pattern.quote(name) + "|"
					+ Pattern.quote(json.substring(1, json.length() - 1)) + ")(?![\\p{L}\\p{N}]).*";
		}).toList();
	}

}
