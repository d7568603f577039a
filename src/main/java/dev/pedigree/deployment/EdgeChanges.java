package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.catalog.Timeline;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * The edges into deployments and applications that are to go and to come, so that the
 * graph tells what was said and no more.
 */
final class EdgeChanges {

	private final List<String> dropped = new ArrayList<>();

	private final List<Map<String, @Nullable Object>> opened = new ArrayList<>();

	/**
	 * Takes down the edges into one asset that differ.
	 * @param into urn
	 * @param wanted what holds, and held
	 * @param stored the edges that there are
	 * @return where the edges that differ come from
	 */
	Set<String> take(String into, Set<Timeline.Interval<ServingStatement.ServingFact>> wanted, List<Row> stored) {
		Set<Timeline.Interval<ServingStatement.ServingFact>> there = new HashSet<>();
		Set<String> changed = new TreeSet<>();
		for (Row edge : stored) {
			Timeline.Interval<ServingStatement.ServingFact> interval = interval(edge);
			if (!wanted.contains(interval) || !there.add(interval)) {
				this.dropped.add(edge.text("id"));
				changed.add(interval.fact().from());
			}
		}
		wanted.stream().filter((interval) -> !there.contains(interval)).forEach((interval) -> {
			this.opened.add(parameters(into, interval));
			changed.add(interval.fact().from());
		});
		return changed;
	}

	void write(DeploymentRepository repository) {
		repository.change(this.dropped, this.opened);
	}

	private static Timeline.Interval<ServingStatement.ServingFact> interval(Row edge) {
		return new Timeline.Interval<>(new ServingStatement.ServingFact(edge.text("from"), edge.maybeText("role"),
				(Double) edge.value("traffic"), Objects.requireNonNullElse(edge.maybeText("source"), ""),
				edge.maybeText("binding")), edge.time("since"), edge.maybeTime("until"));
	}

	private static Map<String, @Nullable Object> parameters(String into,
			Timeline.Interval<ServingStatement.ServingFact> interval) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		Instant until = interval.until();
		parameters.put("into", into);
		parameters.put("from", interval.fact().from());
		parameters.put("role", interval.fact().role());
		parameters.put("traffic", interval.fact().traffic());
		parameters.put("source", interval.fact().source());
		parameters.put("binding", interval.fact().binding());
		parameters.put("since", interval.since());
		parameters.put("until", until);
		return parameters;
	}

}
