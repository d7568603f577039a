package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Urn;
import dev.pedigree.oracle.OracleGraph.Flow;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * What flows as it was declared (decision 1, Design).
 */
final class OracleDesign {

	private final OracleIdentity identity;

	private final Set<Flow> flows = new HashSet<>();

	OracleDesign(OracleIdentity identity, Collection<JobDeclaration> declarations) {
		this.identity = identity;
		declarations.stream()
			.collect(Collectors.groupingBy(JobDeclaration::job, Collectors.groupingBy(JobDeclaration::source)))
			.forEach((job, sources) -> sources.forEach((source, its) -> {
				fold(inOrder(its, true), (data, row, until) -> this.flows.add(row.flow(data, job, source, until)));
				fold(inOrder(its, false), (data, row, until) -> this.flows.add(row.flow(job, data, source, until)));
			}));
	}

	Set<Flow> flows() {
		return this.flows;
	}

	/** What one declaration names on one side. */
	private record Named(Instant at, Set<Urn> data) {
	}

	/** An unbroken row of declarations. */
	private record Row(Instant first, Instant last) {

		Flow flow(Urn from, Urn to, String source, @Nullable Instant until) {
			return new Flow(from.value(), to.value(), source, this.first, until, this.last);
		}

	}

	/** Takes a row to its end, which may still be ahead. */
	private interface Ending {

		void end(Urn data, Row row, @Nullable Instant until);

	}

	private List<Named> inOrder(List<JobDeclaration> declarations, boolean inputs) {
		List<Named> named = new ArrayList<>();
		for (JobDeclaration declaration : declarations) {
			List<DataUse> side = inputs ? declaration.inputs() : declaration.outputs();
			if (!side.isEmpty()) {
				named.add(new Named(declaration.at(),
						side.stream()
							.map((use) -> this.identity.idOf(use.data()))
							.collect(Collectors.toCollection(TreeSet::new))));
			}
		}
		named.sort(Comparator.comparing(Named::at).thenComparing((one) -> one.data().toString()));
		return named;
	}

	private static void fold(List<Named> inOrder, Ending ending) {
		Map<Urn, Row> open = new TreeMap<>();
		for (Named declaration : inOrder) {
			open.forEach((data, row) -> {
				if (!declaration.data().contains(data)) {
					ending.end(data, row, declaration.at());
				}
			});
			open.keySet().retainAll(declaration.data());
			for (Urn data : declaration.data()) {
				Row row = open.getOrDefault(data, new Row(declaration.at(), declaration.at()));
				open.put(data, new Row(row.first(), declaration.at()));
			}
		}
		open.forEach((data, row) -> ending.end(data, row, null));
	}

}
