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
 * Reads the requirements that apply to assets: their own, those of what they are a
 * version or run of, and those of the models that a deployment serves.
 */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Requirements {

	private final ComplianceRepository repository;

	Requirements(ComplianceRepository repository) {
		this.repository = repository;
	}

	/** Returns all regulations, by id. */
	List<Regulation> regulations() {
		return this.repository.regulations()
			.stream()
			.map((row) -> Regulation.of(row.properties("regulation")))
			.toList();
	}

	/** Returns the requirements of each regulation, by id. */
	Map<String, List<Requirement>> required(Collection<String> regulations) {
		return lists(this.repository.required(regulations), "regulation");
	}

	/** Returns the regulation of each requirement. */
	Map<String, Regulation> regulationsOf(Collection<String> requirements) {
		Map<String, Regulation> regulations = new HashMap<>();
		this.repository.regulationsOf(requirements)
			.forEach((row) -> regulations.put(row.text("requirement"), Regulation.of(row.properties("regulation"))));
		return regulations;
	}

	/** Returns the requirements that apply to each asset, by id. */
	Map<String, List<Requirement>> of(Collection<String> assets) {
		return lists(this.repository.requirements(assets), "asset");
	}

	/**
	 * Returns the requirements that apply to any of these assets, by id.
	 * @param assets internal node ids
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
