package dev.pedigree.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.packageurl.PackageURL;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores and reads the packages that model versions depend on. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Packages {

	private final EvaluationRepository repository;

	Packages(EvaluationRepository repository) {
		this.repository = repository;
	}

	/**
	 * Returns purls in canonical form, sorted, without duplicates.
	 * @param argument the argument that contains them
	 */
	public static List<String> canonical(String argument, List<String> purls) {
		return IntStream.range(0, purls.size())
			.mapToObj((i) -> Package.key(Package.parse(argument + "[" + i + "]", purls.get(i))))
			.distinct()
			.sorted()
			.toList();
	}

	/**
	 * Writes the edges to packages from the property {@code dependencies} of model
	 * versions, in the caller's transaction, which has locked the models.
	 * @param assets urns of versions, or of models whose versions were merged
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void derive(Collection<String> assets) {
		if (assets.isEmpty()) {
			return;
		}
		List<Map<String, ?>> rows = new ArrayList<>();
		for (Row row : this.repository.stated(assets)) {
			Map<String, Map<String, ?>> packages = new TreeMap<>();
			row.texts("purls").forEach((purl) -> packages.put(purl, properties(purl)));
			rows.add(Map.of("version", row.text("version"), "packages", packages.values()));
		}
		if (!rows.isEmpty()) {
			this.repository.depend(rows);
		}
	}

	private static Map<String, ?> properties(String key) {
		PackageURL purl = Package.parse("dependencies", key);
		return Row.map("urn", key, "anyVersion", Package.anyVersion(purl), "type", purl.getType(), "name",
				Package.name(purl), "version", purl.getVersion());
	}

	Map<String, List<Package>> ofVersions(Collection<String> versions) {
		return this.repository.dependencies(versions)
			.stream()
			.collect(Collectors.groupingBy((row) -> row.text("version"),
					Collectors.mapping((row) -> Package.of(row.properties("package")), Collectors.toList())));
	}

	/**
	 * Returns the packages that match purls, and the model versions that depend on them.
	 * @param argument the argument that contains them
	 * @param roots purls with a version, without one (any version), or with a range
	 * ({@code pkg:pypi/torch?vers=vers:pypi/>=2.0|<2.1.1})
	 */
	public Dependents dependents(String argument, Collection<String> roots) {
		List<PackageRange> ranges = roots.stream().map((root) -> PackageRange.of(argument, root)).toList();
		Map<String, List<String>> dependents = new LinkedHashMap<>();
		List<String> unsure = new ArrayList<>();
		for (Row row : this.repository.dependents(ranges.stream().map(PackageRange::anyVersion).distinct().toList())) {
			Package found = Package.of(row.properties("package"));
			List<@Nullable Boolean> matches = new ArrayList<>();
			ranges.forEach((range) -> matches.add(range.matches(row.text("anyVersion"), found)));
			if (matches.contains(true) || matches.contains(null)) {
				dependents.put(found.id(), row.texts("versions"));
			}
			if (!matches.contains(true) && matches.contains(null)) {
				unsure.add(found.id());
			}
		}
		return new Dependents(dependents, unsure);
	}

	/**
	 * The model versions that depend on packages.
	 *
	 * @param versions urns of model versions by purl; packages without dependents are
	 * omitted
	 * @param unsure the purls for which it is unknown whether they match
	 */
	public record Dependents(Map<String, List<String>> versions, List<String> unsure) {
	}

}
