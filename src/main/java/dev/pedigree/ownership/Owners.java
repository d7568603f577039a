package dev.pedigree.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.NodeReader;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ownership.Owner.Person;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the owners of assets, the assets of owners, and teams with their members. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Owners {

	private final OwnershipRepository repository;

	private final Catalog catalog;

	/** Reads teams for {@code node(id)}. */
	@Bean
	static NodeReader teamReader() {
		return new NodeReader("Team", Owner.Team::of);
	}

	/** Reads people for {@code node(id)}. */
	@Bean
	static NodeReader personReader() {
		return new NodeReader("Person", Owner.Person::of);
	}

	Owners(OwnershipRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * The effective owners of assets: their own; without any, those of the parent of a
	 * version or run, or those of the models that a deployment serves. The number of
	 * queries is constant.
	 */
	public Map<String, List<OwnershipRecord>> of(Collection<String> assets, TemporalScope scope) {
		List<OwnerRow> rows = rows(assets, scope);
		Map<String, Map<Key, OwnerRow>> effective = combined(rows, false);
		effective.putAll(combined(rows, true));
		Map<String, Asset> holders = this.catalog.mapByUrns(effective.values()
			.stream()
			.flatMap((combined) -> combined.values().stream())
			.filter((row) -> !row.own())
			.map(OwnerRow::holder)
			.toList());
		return assets.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(),
					(asset) -> effective.getOrDefault(asset, Map.of())
						.values()
						.stream()
						.map((row) -> row.ownership(holders.get(row.holder())))
						.toList()));
	}

	private List<OwnerRow> rows(Collection<String> assets, TemporalScope scope) {
		return this.repository.owners(assets, scope).stream().map(OwnerRow::of).toList();
	}

	/** The own or the inherited owners of each asset, one row for all sources. */
	private static Map<String, Map<Key, OwnerRow>> combined(List<OwnerRow> rows, boolean own) {
		return rows.stream()
			.filter((row) -> row.own() == own)
			.collect(Collectors.groupingBy(OwnerRow::asset, HashMap::new,
					Collectors.toMap(OwnerRow::key, Function.identity(), OwnerRow::combine, LinkedHashMap::new)));
	}

	/** Returns those assignments that a curator made already and that hold now. */
	public Set<OwnerAssignment> alreadyAssigned(Collection<OwnerAssignment> assignments) {
		List<String> assets = assignments.stream().map((stated) -> stated.asset().value()).distinct().toList();
		Set<List<Object>> current = rows(assets, TemporalScope.NOW).stream()
			.filter((row) -> row.own() && row.source().equals(AssetReference.MANUAL))
			.map((row) -> List.<Object>of(row.asset(), row.owner().id(), row.role()))
			.collect(Collectors.toSet());
		return assignments.stream()
			.filter((stated) -> current
				.contains(List.of(stated.asset().value(), stated.name().urn().value(), stated.role())))
			.collect(Collectors.toSet());
	}

	/** Returns the urns of the assets that an owner owns or owned. */
	public List<String> everOwned(String owner) {
		return this.repository.everOwned(owner);
	}

	Connection<Owner.Team> teams(PageRequest page, boolean total) {
		return Connection.of(page, this.repository.teams(page), Owner.Team::id,
				total ? this.repository.countTeams() : null);
	}

	Map<String, List<Owner.Person>> members(Collection<String> teams) {
		return this.repository.members(teams);
	}

	Map<String, List<Owner.Team>> teamsOf(Collection<String> people) {
		return this.repository.teamsOf(people);
	}

	Owner.@Nullable Person person(String email) {
		return (this.catalog.node(Urn.person(email).value()) instanceof Owner.Person person) ? person : null;
	}

	List<Owner.Team> teamsOfPerson(String email) {
		String person = Urn.person(email).value();
		return teamsOf(List.of(person)).getOrDefault(person, List.of());
	}

	/** A page of the assets that each owner owns now; alone: without another owner. */
	Map<String, Connection<Asset>> owned(Collection<String> owners, PageRequest page, boolean alone) {
		List<Row> rows = this.repository.owned(owners, page, alone);
		Map<String, List<Asset>> owned = this.catalog.grouped(rows, "owner", "urn");
		Map<String, Long> totals = rows.stream()
			.collect(Collectors.toMap((row) -> row.text("owner"), (row) -> row.number("total"), (total, _) -> total));
		return owners.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(), (owner) -> Connection.of(page,
					owned.getOrDefault(owner, List.of()), Asset::urn, totals.get(owner))));
	}

	/** Identifies an ownership that several sources may state. */
	private record Key(String holder, String owner, OwnerRole role) {
	}

	private record OwnerRow(String asset, boolean own, String holder, Owner owner, OwnerRole role,
			@Nullable String sourceRole, String source, Instant since, @Nullable Instant until) {

		static OwnerRow of(Row stored) {
			return new OwnerRow(stored.text("asset"), stored.flag("own"), stored.text("holder"),
					Owner.of(stored.texts("labels"), stored.properties("properties")),
					OwnerRole.valueOf(stored.text("role")), stored.maybeText("sourceRole"), stored.text("source"),
					stored.time("since"), stored.maybeTime("until"));
		}

		Key key() {
			return new Key(this.holder, this.owner.id(), this.role);
		}

		/** Combines statements of two sources: from the first start to the last end. */
		OwnerRow combine(OwnerRow other) {
			TreeSet<String> sources = new TreeSet<>(List.of(this.source.split(", ")));
			sources.add(other.source);
			return new OwnerRow(this.asset, this.own, this.holder, this.owner, this.role,
					(this.sourceRole != null) ? this.sourceRole : other.sourceRole, String.join(", ", sources),
					other.since.isBefore(this.since) ? other.since : this.since, later(this.until, other.until));
		}

		OwnershipRecord ownership(@Nullable Asset holder) {
			return new OwnershipRecord(this.owner, this.role, this.sourceRole, this.since, this.until, this.source,
					this.own ? null : holder);
		}

		private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
			return (one == null || other == null) ? null : one.isAfter(other) ? one : other;
		}

	}

}
