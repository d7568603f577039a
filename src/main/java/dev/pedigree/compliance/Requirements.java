package dev.pedigree.compliance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.pedigree.catalog.NodeReader;
import dev.pedigree.graph.Row;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the requirements that apply to assets: their own, those of the parent of a
 * version or run, and those of the models that a deployment serves.
 */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Requirements {

	private final ComplianceRepository repository;

	/** Reads regulations for {@code node(id)}. */
	@Bean
	static NodeReader regulationReader() {
		return new NodeReader("Regulation", Regulation::of);
	}

	/** Reads requirements for {@code node(id)}. */
	@Bean
	static NodeReader requirementReader() {
		return new NodeReader("Requirement", Requirement::of);
	}

	Requirements(ComplianceRepository repository) {
		this.repository = repository;
	}

	List<Regulation> regulations() {
		return this.repository.regulations()
			.stream()
			.map((row) -> Regulation.of(row.properties("regulation")))
			.toList();
	}

	Map<String, List<Requirement>> required(Collection<String> regulations) {
		return lists(this.repository.required(regulations), "regulation");
	}

	Map<String, Regulation> regulationsOf(Collection<String> requirements) {
		return this.repository.regulationsOf(requirements)
			.stream()
			.collect(Collectors.toMap((row) -> row.text("requirement"),
					(row) -> Regulation.of(row.properties("regulation")), (_, last) -> last));
	}

	Map<String, List<Requirement>> of(Collection<String> assets) {
		return lists(this.repository.requirements(assets), "asset");
	}

	/** The requirements that apply to any of these assets, by internal node id. */
	public List<Requirement> touched(Collection<Long> assets) {
		return assets.isEmpty() ? List.of() : this.repository.touched(assets).stream().map(Requirements::read).toList();
	}

	private static Map<String, List<Requirement>> lists(List<Row> rows, String by) {
		return rows.stream()
			.collect(Collectors.groupingBy((row) -> row.text(by),
					Collectors.mapping(Requirements::read, Collectors.toList())));
	}

	private static Requirement read(Row row) {
		return Requirement.of(row.properties("requirement"));
	}

}
