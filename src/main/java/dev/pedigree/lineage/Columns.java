package dev.pedigree.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.graph.Row;

/**
 * What some columns are made into: the closed set of the columns that are reached.
 *
 * @param starts urns of the columns at which to start, those that are there
 * @param fields the columns by urn
 * @param told of which pairs of data it is known what columns of the one become in the
 * other
 */
record Columns(List<String> starts, Map<String, Column> fields, Set<Walk.Link> told) {

	/**
	 * A column that is reached.
	 *
	 * @param name its name
	 * @param data urn of the data that it is of
	 * @param next urns of the columns that it feeds
	 */
	record Column(String name, String data, List<String> next) {

		/** Whether it stands for every row: what filters or joins decides over all. */
		boolean isEveryRow() {
			return this.name.equals(Fields.EVERY_ROW);
		}

	}

	/** Reads the row of {@code lineage/field-reach}. */
	static Columns of(Row row) {
		Map<String, Column> fields = new HashMap<>();
		row.rows("fields")
			.forEach((field) -> fields.put(field.text("urn"),
					new Column(field.text("name"), field.text("dataset"), field.texts("next"))));
		Set<Walk.Link> told = new HashSet<>();
		row.rows("told").forEach((pair) -> told.add(pair.as(Walk.Link.class)));
		return new Columns(row.texts("starts"), fields, told);
	}

	/** Urns of all data that have one of the columns. */
	Set<String> data() {
		Set<String> data = new HashSet<>();
		this.fields.values().forEach((column) -> data.add(column.data()));
		return data;
	}

}
