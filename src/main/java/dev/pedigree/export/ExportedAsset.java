package dev.pedigree.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** An exported asset: texts, truth values and lists of texts by column, in order. */
record ExportedAsset(Map<String, @Nullable Object> values) {

	static final List<String> COLUMNS = List.of("id", "kind", "namespace", "name", "displayName", "description", "tags",
			"owners", "accountable", "lifecycle", "riskTier", "latestVersion", "task", "license", "described",
			"sources", "createdAt", "updatedAt");

	/**
	 * Converts an asset of the stored operation. Columns are its fields, except owners
	 * (ids of all effective owners), accountable (ids of those in this role) and
	 * latestVersion (of a model).
	 */
	@SuppressWarnings("unchecked")
	static ExportedAsset of(Map<String, Object> asset) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		COLUMNS.forEach((column) -> values.put(column, asset.get(column)));
		List<Map<String, Object>> owners = (List<Map<String, Object>>) Objects.requireNonNullElse(asset.get("owners"),
				List.of());
		values.put("owners", ids(owners));
		values.put("accountable",
				ids(owners.stream().filter((ownership) -> "ACCOUNTABLE".equals(ownership.get("role"))).toList()));
		if (asset.get("latestVersion") instanceof Map<?, ?> version) {
			values.put("latestVersion", version.get("version"));
		}
		return new ExportedAsset(values);
	}

	private static List<String> ids(List<Map<String, Object>> owners) {
		return owners.stream()
			.map((ownership) -> (Map<?, ?>) Objects.requireNonNull(ownership.get("owner")))
			.map((owner) -> (String) Objects.requireNonNull(owner.get("id")))
			.distinct()
			.toList();
	}

}
