package dev.pedigree.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

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

/** Stores and reads evaluations of model and dataset versions, with their metrics. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Evaluations {

	private final EvaluationRepository repository;

	private final Catalog catalog;

	private final ApplicationEventPublisher events;

	Evaluations(EvaluationRepository repository, Catalog catalog, ApplicationEventPublisher events) {
		this.repository = repository;
		this.catalog = catalog;
		this.events = events;
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
			String urn = statement.urn().value();
			StatedVersion data = statement.data();
			rows.add(Row.map("urn", urn, "name", statement.name(), "evaluatedAt", statement.evaluatedAt(), "statedAt",
					statement.at(), "source", statement.source(), "actors", submitted.actors(), "model",
					identities.of(statement.model()).value(), "modelKeys", keys(statement.model(), identities), "data",
					(data != null) ? identities.of(data).value() : null, "dataKeys",
					(data != null) ? keys(data, identities) : null));
			add(figures, urn, statement.metrics(), statement.at());
		}
		if (!rows.isEmpty()) {
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.EVALUATION,
					this.repository.record(rows, figures.values().stream().map(Figure::row).toList())));
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
			String urn = check.urn().value();
			rows.add(Row.map("urn", urn, "name", check.name(), "run", check.run().value(), "data", check.data().value(),
					"version", check.version(), "written", check.written(), "statedAt", check.at(), "source",
					check.source(), "actors", submitted.actors()));
			add(figures, urn, check.metrics(), check.at());
		}
		if (!rows.isEmpty()) {
			this.repository.recordChecks(rows, figures.values().stream().map(Figure::row).toList());
		}
	}

	private static void add(Map<String, Figure> figures, String evaluation, List<Metric> metrics, Instant statedAt) {
		metrics.stream()
			.map((metric) -> new Figure(evaluation, metric, statedAt))
			.forEach((figure) -> figures.merge(figure.key(), figure, BinaryOperator.maxBy(Figure.ORDER)));
	}

	/** The key under which a version was stated; null if it is the id of its data. */
	private static @Nullable List<String> keys(StatedVersion version, Identities identities) {
		return identities.of(version.data()).equals(version.data()) ? null : List.of(version.data().value());
	}

	/**
	 * Returns the evaluations of each model version, newest first.
	 * @param scope only those made by then; now for all
	 */
	Map<String, List<Evaluation>> ofVersions(Collection<String> versions, TemporalScope scope) {
		return evaluations(this.repository.evaluations(versions, scope.asOf()));
	}

	/** Returns the evaluations of each dataset version itself, newest first. */
	Map<String, List<Evaluation>> ofData(Collection<String> versions) {
		return evaluations(this.repository.evaluationsOfData(versions));
	}

	private static Map<String, List<Evaluation>> evaluations(List<Row> rows) {
		return rows.stream()
			.collect(Collectors.groupingBy((row) -> row.text("version"), Collectors.mapping(
					(row) -> new Evaluation(row.text("urn"), row.maybeText("name"), row.maybeTime("evaluatedAt")),
					Collectors.toList())));
	}

	/** Returns the metrics of each evaluation, by column, name and slice. */
	Map<String, List<Metric>> metrics(Collection<String> evaluations) {
		return this.repository.metrics(evaluations)
			.stream()
			.collect(Collectors.toMap((row) -> row.text("evaluation"),
					(row) -> row.rows("metrics")
						.stream()
						.map((metric) -> metric.as(Metric.class))
						.sorted(Metric.ORDER)
						.toList()));
	}

	/**
	 * Returns the evaluated model version, or the data, of each evaluation.
	 * @param side {@code model} or {@code data}
	 */
	Map<String, Asset> subjects(Collection<String> evaluations, String side) {
		return this.catalog.resolve(this.repository.subjects(evaluations)
			.stream()
			.filter((row) -> row.value(side) != null)
			.collect(Collectors.toMap((row) -> row.text("evaluation"), (row) -> row.text(side))));
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
			.filter((evaluation) -> Objects.equals(evaluation.name(), statement.name()))
			.filter((evaluation) -> Objects.equals(data.get(evaluation.id()), measured)
					&& (on == null || measured != null))
			.findFirst()
			.filter((evaluation) -> anyTime || Objects.equals(statement.evaluatedAt(), evaluation.evaluatedAt()))
			.filter((evaluation) -> statement.metrics().equals(metrics(List.of(evaluation.id())).get(evaluation.id())))
			.orElse(null);
	}

	/** Returns the evaluation that a statement created; null if there is none. */
	public @Nullable Node evaluation(EvaluationStatement statement) {
		return this.catalog.node(statement.urn().value());
	}

	/**
	 * The value of a metric as stated at one time; the newest statement wins, ties by
	 * value.
	 *
	 * @param evaluation urn
	 */
	private record Figure(String evaluation, Metric metric, Instant statedAt) {

		private static final Comparator<Figure> ORDER = Comparator.comparing(Figure::statedAt)
			.thenComparing((figure) -> figure.metric.tie());

		String key() {
			return this.evaluation + "\n" + this.metric.key();
		}

		Map<String, ?> row() {
			Map<String, @Nullable Object> properties = this.metric.properties();
			properties.putAll(Row.map("key", key(), "saidAt", this.statedAt, "tie", this.metric.tie()));
			return Map.of("evaluation", this.evaluation, "properties", properties);
		}

	}

}
