package dev.pedigree.registration;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import dev.pedigree.registration.Artifact.Registered;

import org.springframework.stereotype.Repository;

/** Registrations, and the versions that they share, as they are written. */
@Repository
class RegistrationRepository {

	private static final CypherQuery RELATED = CypherQuery.named("registration/related");

	private static final CypherQuery SERVED = CypherQuery.named("registration/served");

	private static final CypherQuery ARRANGE = CypherQuery.named("registration/arrange");

	private static final CypherQuery DERIVE = CypherQuery.named("registration/derive");

	private static final CypherQuery COMPLETE = CypherQuery.named("registration/complete");

	private static final CypherQuery LONELY = CypherQuery.named("registration/lonely");

	private static final CypherQuery OF_VERSIONS = CypherQuery.named("registration/of-versions");

	private final GraphStore store;

	RegistrationRepository(GraphStore store) {
		this.store = store;
	}

	/** The registrations that may be of one artifact with these, among them these. */
	List<Registered> related(Collection<String> urns) {
		return RELATED.read(this.store, Map.of("urns", urns, "most", Artifact.MOST))
			.stream()
			.map(Registered::of)
			.toList();
	}

	/** The deployments that versions serve, or served, in; locked. */
	Set<String> served(Collection<String> urns) {
		return SERVED.read(this.store, Map.of("urns", urns))
			.stream()
			.map((row) -> row.text("deployment"))
			.collect(Collectors.toSet());
	}

	/** Says which versions registrations are part of; no rows, no query. */
	void arrange(Collection<? extends Map<String, ?>> rows) {
		if (!rows.isEmpty()) {
			ARRANGE.run(this.store, Map.of("rows", rows));
		}
	}

	/**
	 * Gives versions what their registrations have; those without any go.
	 * @return what they were like until now, by urn
	 */
	Map<String, Map<?, ?>> derive(Collection<String> versions) {
		return properties(DERIVE, versions, "before");
	}

	/**
	 * Gives versions what only some of their registrations say.
	 * @return what they are like now, by urn
	 */
	Map<String, Map<?, ?>> complete(Collection<String> versions) {
		return properties(COMPLETE, versions, "now");
	}

	private Map<String, Map<?, ?>> properties(CypherQuery query, Collection<String> versions, String column) {
		Map<String, Map<?, ?>> properties = new HashMap<>();
		for (Row row : query.read(this.store, Map.of("urns", versions))) {
			Map<?, ?> of = new HashMap<>(row.row(column).values());
			of.remove("recordedAt");
			properties.put(row.text("urn"), of);
		}
		return properties;
	}

	/** Versions of which some registrations are gone, and the others of these. */
	List<String> lonely() {
		return LONELY.read(this.store, Map.of()).stream().map((row) -> row.text("urn")).toList();
	}

	/** Rows of what each registry says of versions. */
	List<Row> ofVersions(Collection<String> versions) {
		return OF_VERSIONS.read(this.store, Map.of("versions", versions));
	}

}
