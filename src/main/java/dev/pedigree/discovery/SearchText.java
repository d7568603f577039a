package dev.pedigree.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.graph.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Updates search words within the transaction that changes names. */
@Component
class SearchText {

	private final DiscoveryRepository repository;

	SearchText(DiscoveryRepository repository) {
		this.repository = repository;
	}

	/** Not the last listener before the commit: it locks what it writes. */
	@Order(0)
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void onNamesChanged(NamesChanged changed) {
		if (!changed.urns().isEmpty()) {
			List<Map<String, ?>> rows = this.repository.names(changed.urns()).stream().map(SearchText::words).toList();
			this.repository.save(rows);
		}
	}

	private static Map<String, ?> words(Row row) {
		List<String> names = new ArrayList<>(row.texts("names"));
		row.texts("aliases").forEach((key) -> names.add(key.substring(key.lastIndexOf('|') + 1)));
		String schema = row.maybeText("schema");
		List<String> fields = new ArrayList<>();
		if (schema != null) {
			fields(JsonMapper.shared().readTree(schema), fields);
		}
		return Map.of("urn", row.text("urn"), "whole", List.copyOf(SearchTokenizer.whole(names)), "names",
				String.join(" ", SearchTokenizer.ofNames(names)), "fields",
				String.join(" ", SearchTokenizer.ofNames(fields)));
	}

	/** The names of columns, nested ones too. */
	private static void fields(JsonNode schema, List<String> names) {
		for (JsonNode field : schema.values()) {
			names.add(field.path("name").asString(""));
			fields(field.path("fields"), names);
		}
	}

}
