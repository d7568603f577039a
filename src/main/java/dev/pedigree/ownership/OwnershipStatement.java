package dev.pedigree.ownership;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Timeline.Interval;
import dev.pedigree.catalog.Timeline.TimedFacts;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A stored statement about the owners of an asset, with the first and last time at which
 * it was made. A message states all owners; a curator starts or ends one ownership.
 */
record OwnershipStatement(StatementType kind, String source, Set<OwnerInRole> owners, Instant first, Instant last) {

	/** Whether the owners are all owners, or one of them starts or ends. */
	enum StatementType {

		ALL, BEGINS, ENDS

	}

	/** An owner, by urn, in a role. */
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

		GraphEdge edge(String asset, Instant since, @Nullable Instant until) {
			return GraphEdge.of(EdgeType.OWNS, this.role.owner(), asset, since, until,
					Row.map("role", this.role.role(), "sourceRole", this.role.sourceRole(), "source", this.source));
		}

	}

	static OwnershipStatement of(Row stored) {
		List<String> owners = stored.texts("owners");
		List<String> roles = stored.texts("roles");
		List<String> words = stored.texts("sourceRoles");
		Set<OwnerInRole> all = new TreeSet<>();
		for (int i = 0; i < owners.size(); i++) {
			String word = words.get(i);
			all.add(new OwnerInRole(owners.get(i), OwnerRole.valueOf(roles.get(i)), word.isEmpty() ? null : word));
		}
		return new OwnershipStatement(StatementType.valueOf(stored.text("kind")), stored.text("source"), all,
				stored.time("first"), stored.time("last"));
	}

	/** The key of its node: a message is stored once a day, an action each time. */
	String key(String asset) {
		Object when = (this.kind == StatementType.ALL) ? this.first.atZone(ZoneOffset.UTC).toLocalDate() : this.first;
		return Urn.sha256(asset + "\n" + this.source + "\n" + content() + "\n" + when);
	}

	OwnershipStatement renamed(String from, String to) {
		return new OwnershipStatement(this.kind, this.source, this.owners.stream()
			.map((role) -> role.owner().equals(from) ? new OwnerInRole(to, role.role(), role.sourceRole()) : role)
			.collect(Collectors.toSet()), this.first, this.last);
	}

	Map<String, @Nullable Object> parameters(String asset, List<String> actors) {
		List<OwnerInRole> sorted = this.owners.stream().sorted().toList();
		return Row.map("key", key(asset), "asset", asset, "source", this.source, "kind", this.kind, "owners",
				sorted.stream().map(OwnerInRole::owner).toList(), "roles",
				sorted.stream().map(OwnerInRole::role).toList(), "sourceRoles",
				sorted.stream().map((role) -> Objects.requireNonNullElse(role.sourceRole(), "")).toList(), "at",
				this.first, "actors", actors);
	}

	/** Computes the intervals of ownership from all statements about one asset. */
	static List<Interval<OwnershipFact>> fold(List<OwnershipStatement> all) {
		return all.stream()
			.collect(Collectors.groupingBy(OwnershipStatement::scope,
					Collectors.flatMapping(OwnershipStatement::facts, Collectors.toList())))
			.values()
			.stream()
			.flatMap((statements) -> Timeline.fold(statements).stream())
			.toList();
	}

	/** Identifies the statements that it replaces. */
	private String scope() {
		return this.source + ((this.kind == StatementType.ALL) ? "" : "\n" + this.owners);
	}

	private Stream<TimedFacts<OwnershipFact>> facts() {
		Set<OwnershipFact> facts = (this.kind == StatementType.ENDS) ? Set.of()
				: this.owners.stream().map((role) -> new OwnershipFact(role, this.source)).collect(Collectors.toSet());
		return Stream.of(this.first, this.last).map((at) -> new TimedFacts<>(at, content(), facts));
	}

	private String content() {
		return this.kind + "\n" + new TreeSet<>(this.owners);
	}

}
