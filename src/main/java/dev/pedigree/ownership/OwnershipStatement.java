package dev.pedigree.ownership;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import org.jspecify.annotations.Nullable;

/**
 * A stored statement about the owners of an asset, with the first and the last time at
 * which it was made. A message states all owners; a curator starts or ends one ownership.
 *
 * @param kind what it states
 * @param source the source
 * @param owners the owners that it names
 * @param first the first time
 * @param last the last time
 */
record OwnershipStatement(StatementType kind, String source, Set<OwnerInRole> owners, Instant first, Instant last) {

	/** The meaning of a statement for its owners. */
	enum StatementType {

		/** They are all owners. */
		ALL,
		/** The ownership starts. */
		BEGINS,
		/** The ownership ends. */
		ENDS

	}

	/**
	 * An owner in a role.
	 *
	 * @param owner urn
	 */
	record OwnerInRole(String owner, OwnerRole role, @Nullable String sourceRole) implements Comparable<OwnerInRole> {

		private static final Comparator<OwnerInRole> ORDER = Comparator.comparing(OwnerInRole::owner)
			.thenComparing(OwnerInRole::role)
			.thenComparing((role) -> Objects.requireNonNullElse(role.sourceRole(), ""));

		@Override
		public int compareTo(OwnerInRole other) {
			return ORDER.compare(this, other);
		}

	}

	/** An owner in a role, as a source states it. */
	record OwnershipFact(OwnerInRole role, String source) {

		/** Creates the edge to an asset. */
		GraphEdge edge(String asset, Instant since, @Nullable Instant until) {
			Map<String, @Nullable Object> properties = new HashMap<>();
			properties.put("role", this.role.role());
			properties.put("sourceRole", this.role.sourceRole());
			properties.put("source", this.source);
			return GraphEdge.of(EdgeType.OWNS, this.role.owner(), asset, since, until, properties);
		}

	}

	/**
	 * Returns the key of its node. A message is stored once a day, an action of a curator
	 * each time.
	 */
	String key(String asset) {
		Object when = (this.kind == StatementType.ALL) ? this.first.atZone(ZoneOffset.UTC).toLocalDate() : this.first;
		return Urn.sha256(asset + "\n" + this.source + "\n" + content() + "\n" + when);
	}

	/** Returns a copy with one owner replaced. */
	OwnershipStatement renamed(String from, String to) {
		return new OwnershipStatement(this.kind, this.source, this.owners.stream()
			.map((role) -> role.owner().equals(from) ? new OwnerInRole(to, role.role(), role.sourceRole()) : role)
			.collect(Collectors.toSet()), this.first, this.last);
	}

	/** Returns the query parameters that store it. */
	Map<String, @Nullable Object> parameters(String asset, List<String> actors) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		List<OwnerInRole> sorted = List.copyOf(new TreeSet<>(this.owners));
		parameters.put("key", key(asset));
		parameters.put("asset", asset);
		parameters.put("source", this.source);
		parameters.put("kind", this.kind);
		parameters.put("owners", sorted.stream().map(OwnerInRole::owner).toList());
		parameters.put("roles", sorted.stream().map((role) -> role.role().name()).toList());
		parameters.put("sourceRoles",
				sorted.stream().map((role) -> Objects.requireNonNullElse(role.sourceRole(), "")).toList());
		parameters.put("at", this.first);
		parameters.put("actors", actors);
		return parameters;
	}

	/** Computes the intervals of ownership from all statements about one asset. */
	static List<Timeline.Interval<OwnershipFact>> fold(List<OwnershipStatement> all) {
		Map<String, List<Timeline.TimedFacts<OwnershipFact>>> rows = new HashMap<>();
		for (OwnershipStatement statement : all) {
			List<Timeline.TimedFacts<OwnershipFact>> row = rows.computeIfAbsent(statement.scope(),
					(_) -> new ArrayList<>());
			Set<OwnershipFact> facts = statement.facts();
			row.add(new Timeline.TimedFacts<>(statement.first, statement.content(), facts));
			row.add(new Timeline.TimedFacts<>(statement.last, statement.content(), facts));
		}
		return rows.values().stream().flatMap((row) -> Timeline.fold(row).stream()).toList();
	}

	/**
	 * Identifies the statements that it replaces: all of its source, or those of its
	 * source about one owner.
	 */
	private String scope() {
		return this.source + ((this.kind == StatementType.ALL) ? "" : "\n" + this.owners);
	}

	private Set<OwnershipFact> facts() {
		return (this.kind == StatementType.ENDS) ? Set.of()
				: Set.copyOf(this.owners.stream().map((role) -> new OwnershipFact(role, this.source)).toList());
	}

	private String content() {
		return this.kind + "\n" + new TreeSet<>(this.owners);
	}

}
