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
 * What one source said of the owners of an asset, with the first and the last time it
 * said that: the whole set of them (a message, on one day), or that one owner begins or
 * ceases to be one (a person's doing).
 *
 * @param kind what is said
 * @param source who said it
 * @param owners whom it is about
 * @param first the least time it was said
 * @param last the greatest time it was said
 */
record OwnershipStatement(StatementType kind, String source, Set<OwnerInRole> owners, Instant first, Instant last) {

	/** What is said of the owners. */
	enum StatementType {

		/** These are all. */
		ALL,
		/** This is one from now on. */
		BEGINS,
		/** This is none from now on. */
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

	/** An owner in a role, as a source said it. */
	record OwnershipFact(OwnerInRole role, String source) {

		/** The edge to an asset for as long as the fact holds. */
		GraphEdge edge(String asset, Instant since, @Nullable Instant until) {
			Map<String, @Nullable Object> properties = new HashMap<>();
			properties.put("role", this.role.role());
			properties.put("sourceRole", this.role.sourceRole());
			properties.put("source", this.source);
			return GraphEdge.of(EdgeType.OWNS, this.role.owner(), asset, since, until, properties);
		}

	}

	/**
	 * What a source states is kept once a day, what a person does each time: its node's
	 * key.
	 */
	String key(String asset) {
		Object when = (this.kind == StatementType.ALL) ? this.first.atZone(ZoneOffset.UTC).toLocalDate() : this.first;
		return Urn.sha256(asset + "\n" + this.source + "\n" + content() + "\n" + when);
	}

	/** The same with one owner in place of another. */
	OwnershipStatement renamed(String from, String to) {
		return new OwnershipStatement(this.kind, this.source, this.owners.stream()
			.map((role) -> role.owner().equals(from) ? new OwnerInRole(to, role.role(), role.sourceRole()) : role)
			.collect(Collectors.toSet()), this.first, this.last);
	}

	/** The parameters that store it. */
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

	/** What all statements of one asset make true, and when. */
	static List<Timeline.Interval<OwnershipFact>> fold(List<OwnershipStatement> all) {
		Map<String, List<Timeline.TimedFacts<OwnershipFact>>> rows = new HashMap<>();
		for (OwnershipStatement said : all) {
			List<Timeline.TimedFacts<OwnershipFact>> row = rows.computeIfAbsent(said.row(), (any) -> new ArrayList<>());
			Set<OwnershipFact> facts = said.facts();
			row.add(new Timeline.TimedFacts<>(said.first, said.content(), facts));
			row.add(new Timeline.TimedFacts<>(said.last, said.content(), facts));
		}
		return rows.values().stream().flatMap((row) -> Timeline.fold(row).stream()).toList();
	}

	/** What it ends: all that its source said, or of that only what is of one owner. */
	private String row() {
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
