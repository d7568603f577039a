package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Descriptions;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Derives the fields of data and the column lineage between them from statements, in any
 * order of arrival. A statement holds until the next different one of the same facet.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Fields {

	/** The field that represents every row: columns that filter or join feed it. */
	static final String EVERY_ROW = "*";

	private final LineageRepository repository;

	private final Identity identity;

	private final Descriptions descriptions;

	Fields(LineageRepository repository, Identity identity, Descriptions descriptions) {
		this.repository = repository;
		this.identity = identity;
		this.descriptions = descriptions;
	}

	/**
	 * Derives the fields of data again, in the transaction of the caller, which holds
	 * their locks.
	 * @param datasets urns
	 * @param merged urns of data that absorbed other data
	 */
	public void derive(Collection<String> datasets, Collection<String> merged) {
		Set<String> all = new TreeSet<>(datasets);
		all.addAll(merged);
		if (!merged.isEmpty()) {
			all.addAll(this.repository.deleteFields(merged));
		}
		if (all.isEmpty()) {
			return;
		}
		List<Row> rows = this.repository.fieldStatements(all);
		Set<Urn> inputs = new HashSet<>();
		rows.forEach((row) -> row.rows("columns")
			.forEach((statement) -> flows(statement).keySet().forEach((flow) -> inputs.add(flow.data))));
		Map<Urn, Urn> aliases = this.identity.aliases(inputs);
		List<Map<String, ?>> fields = new ArrayList<>();
		List<Map<String, ?>> feeds = new ArrayList<>();
		for (Row row : rows) {
			Urn data = new Urn(row.text("dataset"), row.text("namespace"), row.text("name"), null);
			fields.addAll(fields(data, row.rows("schemas")));
			feeds.addAll(feeds(data, row.rows("columns"), aliases));
		}
		this.repository.saveFields(all, fields, feeds);
	}

	/** Removes a deleted asset from the column lineage of the data that it feeds. */
	@EventListener
	void onDeletion(AssetDeletionStarted deletion) {
		this.descriptions.rewrite(this.repository.fedBy(deletion.urn()), "columnLineage",
				(lineage) -> without(deletion.keys(), lineage));
	}

	private static String without(Set<String> keys, String lineage) {
		if (!(JsonMapper.shared().readTree(lineage) instanceof ObjectNode object)) {
			return lineage;
		}
		if (object.path("fields") instanceof ObjectNode fields) {
			fields.properties().forEach((field) -> remove(keys, field.getValue()));
			fields.removeIf(JsonNode::isEmpty);
		}
		remove(keys, object.path("dataset"));
		object.removeIf(JsonNode::isEmpty);
		return object.toString();
	}

	private static void remove(Set<String> keys, JsonNode inputs) {
		if (inputs instanceof ArrayNode list) {
			list.removeIf((input) -> keys.contains(data(input).value()));
		}
	}

	private static Urn data(JsonNode input) {
		return Urn.data(input.path("namespace").asString(""), input.path("name").asString(""));
	}

	private static List<Map<String, ?>> fields(Urn data, List<Row> statements) {
		Map<String, Object> fields = new TreeMap<>();
		Map<String, List<Object>> spans = spans(statements, "HAS_FIELD", "HAD_FIELD", (statement) -> {
			Map<String, Object> stated = new LinkedHashMap<>();
			read(JsonMapper.shared().readTree(value(statement, "schema")), "", stated);
			return stated;
		}, fields);
		List<Map<String, ?>> rows = new ArrayList<>();
		fields.forEach(
				(path, properties) -> rows.add(Map.of("dataset", data.value(), "urn", Urn.field(data, path).value(),
						"name", path, "properties", properties, "spans", spans.getOrDefault(path, List.of()))));
		return rows;
	}

	/** Reads fields by path; nested names are joined by dots. */
	private static void read(JsonNode schema, String above, Map<String, Object> fields) {
		for (JsonNode field : schema.values()) {
			String path = above + field.path("name").asString("");
			fields.put(path, Row.map("type", field.path("type").asString(null), "description",
					field.path("description").asString(null), "position", fields.size()));
			read(field.path("fields"), path + ".", fields);
		}
	}

	private static List<Map<String, ?>> feeds(Urn data, List<Row> statements, Map<Urn, Urn> aliases) {
		Map<FieldFlow, String> transformations = new HashMap<>();
		List<Map<String, ?>> rows = new ArrayList<>();
		spans(statements, "FEEDS", "FED", (statement) -> {
			Map<FieldFlow, String> stated = new HashMap<>();
			flows(statement).forEach((flow, steps) -> stated.put(flow.in(aliases), steps));
			return stated;
		}, transformations).forEach((flow, spans) -> rows
			.add(Row.map("fromData", flow.data.value(), "from", Urn.field(flow.data, flow.from).value(), "fromName",
					flow.from, "toData", data.value(), "to", Urn.field(data, flow.to).value(), "toName", flow.to,
					"transformations", transformations.get(flow), "spans", spans)));
		return rows;
	}

	private static Map<FieldFlow, String> flows(Row statement) {
		JsonNode lineage = JsonMapper.shared().readTree(value(statement, "columnLineage"));
		Map<FieldFlow, String> flows = new HashMap<>();
		lineage.path("fields").properties().forEach((field) -> inputs(field.getValue(), field.getKey(), flows));
		inputs(lineage.path("dataset"), EVERY_ROW, flows);
		return flows;
	}

	private static void inputs(JsonNode inputs, String to, Map<FieldFlow, String> flows) {
		for (JsonNode input : inputs.values()) {
			flows.put(new FieldFlow(data(input), input.path("field").asString(""), to),
					input.path("transformations").toString());
		}
	}

	/** A property of a statement; an empty object when it was too long to be stored. */
	private static String value(Row statement, String property) {
		return JsonMapper.shared().readTree(statement.text("values")).path(property).asString("{}");
	}

	/**
	 * Computes the intervals of facts.
	 * @param facts returns the facts of a statement, with their properties
	 * @param properties receives the latest properties of each fact
	 */
	private static <T, V> Map<T, List<Object>> spans(List<Row> statements, String present, String past,
			Function<Row, Map<T, V>> facts, Map<T, V> properties) {
		List<Timeline.TimedFacts<T>> stated = new ArrayList<>();
		for (Row statement : statements) {
			Map<T, V> values = facts.apply(statement);
			properties.putAll(values);
			String tie = statement.text("source") + "\n" + statement.text("values");
			statement.times("times")
				.forEach((at) -> stated.add(new Timeline.TimedFacts<>(at, tie, Set.copyOf(values.keySet()))));
		}
		return Timeline.fold(stated)
			.stream()
			.collect(
					Collectors
						.groupingBy(Timeline.Interval::fact,
								Collectors.mapping(
										(interval) -> Row.map("type", (interval.until() == null) ? present : past,
												"since", interval.since(), "until", interval.until()),
										Collectors.toList())));
	}

	private record FieldFlow(Urn data, String from, String to) {

		FieldFlow in(Map<Urn, Urn> aliases) {
			return new FieldFlow(aliases.getOrDefault(this.data, this.data), this.from, this.to);
		}

	}

}
