package dev.pedigree.compliance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.Row;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers which requirements apply to what: those of an asset itself, of what it is a
 * version or run of, and of the models that a deployment serves. Each question is for
 * many at once.
 */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Requirements {

	private final ComplianceRepository repository;

	Requirements(ComplianceRepository repository) {
		this.repository = repository;
	}

	/** All regulations, by id. */
	List<Regulation> regulations() {
		return this.repository.regulations()
			.stream()
			.map((row) -> Regulation.of(row.properties("regulation")))
			.toList();
	}

	/** What each regulation requires, by id. */
	Map<String, List<Requirement>> required(Collection<String> regulations) {
		return lists(this.repository.required(regulations), "regulation");
	}

	/** The regulation of each requirement. */
	Map<String, Regulation> regulationsOf(Collection<String> requirements) {
		Map<String, Regulation> regulations = new HashMap<>();
		this.repository.regulationsOf(requirements)
			.forEach((row) -> regulations.put(row.text("requirement"), Regulation.of(row.properties("regulation"))));
		return regulations;
	}

	/** What applies to each asset, by id. */
	Map<String, List<Requirement>> of(Collection<String> assets) {
		return lists(this.repository.requirements(assets), "asset");
	}

	/**
	 * What applies to any of many assets, by id.
	 * @param assets the store's own numbers of them
	 */
	public List<Requirement> touched(Collection<Long> assets) {
		return assets.isEmpty() ? List.of() : this.repository.touched(assets).stream().map(Requirements::read).toList();
	}

	private static Map<String, List<Requirement>> lists(List<Row> rows, String by) {
		Map<String, List<Requirement>> lists = new HashMap<>();
		rows.forEach((row) -> lists.computeIfAbsent(row.text(by), (_) -> new ArrayList<>()).add(read(row)));
		return lists;
	}

	private static Requirement read(Row row) {
		return Requirement.of(row.properties("requirement"));
	}

}
