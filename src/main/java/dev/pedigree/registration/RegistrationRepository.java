package dev.pedigree.registration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import dev.pedigree.registration.Artifact.Registered;

import org.springframework.stereotype.Repository;

/** Reads and writes registrations and the versions that they share. */
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

	/** Returns these registrations and all that may have an artifact in common. */
	List<Registered> related(Collection<String> urns) {
		return RELATED.read(this.store, Map.of("urns", urns, "most", Artifact.MOST))
			.stream()
			.map((row) -> row.as(Registered.class))
			.toList();
	}

	/** Returns the deployments in which versions serve or served; locks them. */
	Set<String> served(Collection<String> urns) {
		return new HashSet<>(SERVED.texts(this.store, Map.of("urns", urns), "deployment"));
	}

	void writeShares(Collection<? extends Map<String, ?>> rows) {
		if (!rows.isEmpty()) {
			ARRANGE.run(this.store, Map.of("rows", rows));
		}
	}

	/** Derives shared versions, or deletes them; returns their previous properties. */
	Map<String, Map<?, ?>> derive(Collection<String> versions) {
		return properties(DERIVE, versions, "before");
	}

	/** Adds values that only some registrations have; returns the current properties. */
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

	/** Returns shared versions with deleted registrations, and their other ones. */
	List<String> affectedByDeletion() {
		return LONELY.texts(this.store, Map.of(), "urn");
	}

	List<Row> ofVersions(Collection<String> versions) {
		return OF_VERSIONS.read(this.store, Map.of("versions", versions));
	}

}
