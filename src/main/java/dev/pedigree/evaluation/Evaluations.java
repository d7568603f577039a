package dev.pedigree.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores and reads evaluations of model versions and dataset versions, with their
 * metrics.
 */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Evaluations {

	private final EvaluationRepository repository;

	private final Catalog catalog;

	private final ApplicationEventPublisher events;

	Evaluations(EvaluationRepository repository, Catalog catalog, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
		this.catalog = catalog;
	}

	/**
	 * Writes evaluations, in the caller's transaction, which has created the versions
	 * that they name.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void state(Collection<Attributed<EvaluationStatement>> statements, Identities identities) {
		List<Map<String, ?>> rows = new ArrayList<>();
		Map<String, Figure> figures = new TreeMap<>();
		for (Attributed<EvaluationStatement> submitted : statements) {
			EvaluationStatement statement = submitted.statement();
			Map<String, @Nullable Object> row = new HashMap<>();
			String urn = statement.urn().value();
			row.put("urn", urn);
			row.put("name", statement.name());
			row.put("evaluatedAt", statement.evaluatedAt());
			row.put("statedAt", statement.at());
			row.put("source", statement.source());
			row.put("actors", submitted.actors());
			row.put("model", identities.of(statement.model()).value());
			row.put("modelKeys", keys(statement.model(), identities));
			row.put("data", (statement.data() != null) ? identities.of(statement.data()).value() : null);
			row.put("dataKeys", (statement.data() != null) ? keys(statement.data(), identities) : null);
			rows.add(row);
			statement.metrics().forEach((metric) -> add(figures, new Figure(urn, metric, statement.at())));
		}
		if (!rows.isEmpty()) {
			this.events.publishEvent(
					new AssetsChanged(AssetsChanged.What.EVALUATION, this.repository.record(rows, rows(figures))));
		}
	}

	/**
	 * Writes evaluations of data, in the caller's transaction. The run of each is written
	 * later and determines the dataset version.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void check(Collection<Attributed<DataCheck>> checks) {
		List<Map<String, ?>> rows = new ArrayList<>();
		Map<String, Figure> figures = new TreeMap<>();
		for (Attributed<DataCheck> submitted : checks) {
			DataCheck check = submitted.statement();
			Map<String, @Nullable Object> row = new HashMap<>();
			row.put("urn", check.urn().value());
			row.put("name", check.name());
			row.put("run", check.run().value());
			row.put("data", check.data().value());
			row.put("version", check.version());
			row.put("written", check.written());
			row.put("statedAt", check.at());
			row.put("source", check.source());
			row.put("actors", submitted.actors());
			rows.add(row);
			check.figures().forEach((figure) -> add(figures, figure));
		}
		if (!rows.isEmpty()) {
			this.repository.recordChecks(rows, rows(figures));
		}
	}

	private static void add(Map<String, Figure> figures, Figure figure) {
		figures.merge(figure.evaluation() + "\n" + figure.metric().key(), figure, Figure::newest);
	}

	private static List<Map<String, ?>> rows(Map<String, Figure> figures) {
		List<Map<String, ?>> metrics = new ArrayList<>();
		figures.forEach((key, figure) -> metrics.add(figure.row(key)));
		return metrics;
	}

	/**
	 * Returns the key under which a version was stated; null if it is the id of its data.
	 */
	private static @Nullable List<String> keys(StatedVersion version, Identities identities) {
		return identities.of(version.data()).equals(version.data()) ? null : List.of(version.data().value());
	}

	/**
	 * Returns the evaluations of each model version, newest first.
	 * @param moment only those made by then; now for all
	 */
	Map<String, List<Evaluation>> ofVersions(Collection<String> versions, TemporalScope moment) {
		return evaluations(this.repository.evaluations(versions, moment.asOf()));
	}

	/** Returns the evaluations of each dataset version itself, newest first. */
	Map<String, List<Evaluation>> ofData(Collection<String> versions) {
		return evaluations(this.repository.evaluationsOfData(versions));
	}

	private static Map<String, List<Evaluation>> evaluations(List<Row> rows) {
		Map<String, List<Evaluation>> evaluations = new HashMap<>();
		for (Row row : rows) {
			evaluations.computeIfAbsent(row.text("version"), (_) -> new ArrayList<>())
				.add(new Evaluation(row.text("urn"), row.maybeText("name"), row.maybeTime("evaluatedAt")));
		}
		return evaluations;
	}

	/** Returns the metrics of each evaluation, by column, name and slice. */
	Map<String, List<Metric>> metrics(Collection<String> evaluations) {
		Map<String, List<Metric>> metrics = new HashMap<>();
		for (Row row : this.repository.metrics(evaluations)) {
			metrics.put(row.text("evaluation"),
					row.rows("metrics")
						.stream()
						.map((metric) -> metric.as(Metric.class))
						.sorted(Metric.ORDER)
						.toList());
		}
		return metrics;
	}

	/**
	 * Returns the evaluated model version, or the data, of each evaluation.
	 * @param side {@code model} or {@code data}
	 */
	Map<String, Asset> subjects(Collection<String> evaluations, String side) {
		Map<String, String> urns = new HashMap<>();
		for (Row row : this.repository.subjects(evaluations)) {
			String urn = row.maybeText(side);
			if (urn != null) {
				urns.put(row.text("evaluation"), urn);
			}
		}
		return this.catalog.resolve(urns);
	}

	/**
	 * Returns the newest evaluation with the name and data of a statement, if it already
	 * has exactly the same metrics; else null.
	 * @param anyTime whether its time may differ
	 */
	public @Nullable Node recorded(EvaluationStatement statement, boolean anyTime) {
		Asset model = this.catalog.asset(statement.model().version().value());
		if (model == null) {
			return null;
		}
		List<Evaluation> evaluations = ofVersions(List.of(model.urn()), TemporalScope.NOW).getOrDefault(model.urn(),
				List.of());
		Map<String, Asset> data = subjects(evaluations.stream().map(Evaluation::id).toList(), "data");
		StatedVersion on = statement.data();
		Asset measured = (on != null) ? this.catalog.asset(on.version().value()) : null;
		return evaluations.stream()
			.filter((one) -> Objects.equals(one.name(), statement.name()))
			.filter((one) -> Objects.equals(data.get(one.id()), measured) && (on == null || measured != null))
			.findFirst()
			.filter((one) -> anyTime || Objects.equals(statement.evaluatedAt(), one.evaluatedAt()))
			.filter((one) -> statement.metrics().equals(metrics(List.of(one.id())).get(one.id())))
			.orElse(null);
	}

	/** Returns the evaluation that a statement created; null if there is none. */
	public @Nullable Node evaluation(EvaluationStatement statement) {
		return this.catalog.node(statement.urn().value());
	}

}
