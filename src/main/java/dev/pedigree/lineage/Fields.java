package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Descriptions;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the fields of data and which of them feed which, derived from what was stated of
 * schemas and columns: the same whatever the order in which it was. A statement holds
 * until the next other one of the same facet.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Fields {

	/** The field that stands for every row: what filters or joins feeds it. */
	static final String EVERY_ROW = "*";

	private final LineageRepository repository;

	private final Identity identity;

	private final Descriptions descriptions;

	Fields(LineageRepository repository, Identity identity, Descriptions descriptions) {
		this.descriptions = descriptions;
		this.repository = repository;
		this.identity = identity;
	}

	/**
	 * Derives the fields of data again, in the transaction of the caller, who holds their
	 * locks.
	 * @param datasets urns
	 * @param merged urns of data that others were merged into
	 */
	public void derive(Collection<String> datasets, Collection<String> merged) {
		Set<String> all = new TreeSet<>(datasets);
		all.addAll(merged);
		if (!merged.isEmpty()) {
			all.addAll(this.repository.forgetFields(merged));
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

	/**
	 * Takes an asset that is being deleted out of what was stated of the columns it
	 * feeds.
	 */
	@EventListener
	void forget(AssetDeletionStarted deletion) {
		this.descriptions.rewrite(this.repository.fedBy(deletion.urn()), "columnLineage",
				(lineage) -> without(deletion.keys(), lineage));
	}

	/** A text of column lineage without the columns of some data. */
	private static String without(Set<String> keys, String lineage) {
		if (!(JsonMapper.shared().readTree(lineage) instanceof ObjectNode kept)) {
			return lineage;
		}
		if (kept.path("fields") instanceof ObjectNode fields) {
			fields.properties().forEach((field) -> remove(keys, field.getValue()));
			fields.removeIf(JsonNode::isEmpty);
		}
		remove(keys, kept.path("dataset"));
		kept.removeIf(JsonNode::isEmpty);
		return kept.toString();
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
		Map<String, Map<String, @Nullable Object>> properties = new TreeMap<>();
		List<Timeline.TimedFacts<String>> said = new ArrayList<>();
		for (Row statement : statements) {
			Map<String, Map<String, @Nullable Object>> stated = new LinkedHashMap<>();
			read(JsonMapper.shared().readTree(value(statement, "schema")), "", stated);
			properties.putAll(stated);
			said(said, statement, stated.keySet());
		}
		Map<String, List<Map<String, ?>>> spans = spans(said, "HAS_FIELD", "HAD_FIELD");
		List<Map<String, ?>> rows = new ArrayList<>();
		properties
			.forEach((path, values) -> rows.add(Map.of("dataset", data.value(), "urn", Urn.field(data, path).value(),
					"name", path, "properties", values, "spans", spans.getOrDefault(path, List.of()))));
		return rows;
	}

	/** Fields by path; nested ones after a dot. */
	private static void read(JsonNode schema, String above, Map<String, Map<String, @Nullable Object>> fields) {
		for (JsonNode field : schema.values()) {
			String path = above + field.path("name").asString("");
			Map<String, @Nullable Object> properties = new HashMap<>();
			properties.put("type", field.path("type").asString(null));
			properties.put("description", field.path("description").asString(null));
			properties.put("position", fields.size());
			fields.put(path, properties);
			read(field.path("fields"), path + ".", fields);
		}
	}

	private static List<Map<String, ?>> feeds(Urn data, List<Row> statements, Map<Urn, Urn> aliases) {
		Map<FieldFlow, String> steps = new HashMap<>();
		List<Timeline.TimedFacts<FieldFlow>> said = new ArrayList<>();
		for (Row statement : statements) {
			Map<FieldFlow, String> stated = new HashMap<>();
			flows(statement).forEach((flow, how) -> stated.put(flow.in(aliases), how));
			steps.putAll(stated);
			said(said, statement, stated.keySet());
		}
		List<Map<String, ?>> rows = new ArrayList<>();
		spans(said, "FEEDS", "FED").forEach((flow,
				spans) -> rows.add(Map.of("fromData", flow.data.value(), "from",
						Urn.field(flow.data, flow.from).value(), "fromName", flow.from, "toData", data.value(), "to",
						Urn.field(data, flow.to).value(), "toName", flow.to, "transformations",
						Objects.requireNonNull(steps.get(flow)), "spans", spans)));
		return rows;
	}

	/** Which fields feed which, each with its transformations as JSON. */
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

	/** One property of a statement; empty when it was too long to be kept. */
	private static String value(Row statement, String property) {
		return JsonMapper.shared().readTree(statement.text("values")).path(property).asString("{}");
	}

	private static <T> void said(List<Timeline.TimedFacts<T>> said, Row statement, Set<T> facts) {
		String tie = statement.text("source") + "\n" + statement.text("values");
		for (Instant at : statement.times("times")) {
			said.add(new Timeline.TimedFacts<>(at, tie, Set.copyOf(facts)));
		}
	}

	private static <T> Map<T, List<Map<String, ?>>> spans(List<Timeline.TimedFacts<T>> said, String now, String then) {
		Map<T, List<Map<String, ?>>> spans = new HashMap<>();
		for (Timeline.Interval<T> interval : Timeline.fold(said)) {
			Map<String, @Nullable Object> span = new HashMap<>();
			span.put("type", (interval.until() == null) ? now : then);
			span.put("since", interval.since());
			span.put("until", interval.until());
			spans.computeIfAbsent(interval.fact(), (_) -> new ArrayList<>()).add(span);
		}
		return spans;
	}

	/**
	 * A field of some data feeds a field.
	 */
	private record FieldFlow(Urn data, String from, String to) {

		FieldFlow in(Map<Urn, Urn> aliases) {
			return new FieldFlow(aliases.getOrDefault(this.data, this.data), this.from, this.to);
		}

	}

}
