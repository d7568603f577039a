package dev.pedigree.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * The deletion of an asset begins. Published within a transaction, before anything of the
 * asset is deleted: each module deletes what it keeps of the asset elsewhere. A deletion
 * that was interrupted publishes it again.
 *
 * @param urn of the asset
 * @param keys all its urns
 * @param names all its names that are long enough to be looked for in texts; none of a
 * version, whose name is that of its model or dataset
 */
public record AssetDeletionStarted(String urn, Set<String> keys, Set<String> names) {

	/** The names in lower case. */
	public List<String> lowerCaseNames() {
		return this.names.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList();
	}

	/**
	 * Regular expressions that match a text with one of the names in it, as a word of its
	 * own, also as JSON spells it.
	 */
	public List<String> patterns() {
		return this.names.stream().map((name) -> {
			String json = JsonMapper.shared().writeValueAsString(name);
			return "(?is).*(?<![\\p{L}\\p{N}])(?:" + Pattern.quote(name) + "|"
					+ Pattern.quote(json.substring(1, json.length() - 1)) + ")(?![\\p{L}\\p{N}]).*";
		}).toList();
	}

}
