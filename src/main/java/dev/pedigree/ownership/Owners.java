package dev.pedigree.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.StoredTime;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the owners of assets, the assets of owners, and teams with their members. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Owners {

	private final OwnershipRepository repository;

	private final Catalog catalog;

	Owners(OwnershipRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * Returns the effective owners of assets: their own; without any, those of the parent
	 * of a version or run, or those of the models that a deployment serves. The number of
	 * queries does not depend on the number of assets.
	 * @return the owners of each urn; may be empty
	 */
	public Map<String, List<OwnershipRecord>> of(Collection<String> assets, TemporalScope scope) {
		Map<String, Map<Key, OwnerRow>> own = new HashMap<>();
		Map<String, Map<Key, OwnerRow>> inherited = new HashMap<>();
		for (Map<String, Object> stored : this.repository.owners(assets, scope)) {
			OwnerRow row = OwnerRow.of(stored);
			(row.own() ? own : inherited).computeIfAbsent(row.asset(), (_) -> new LinkedHashMap<>())
				.merge(row.key(), row, OwnerRow::combine);
		}
		inherited.keySet().removeAll(own.keySet());
		Map<String, Asset> holders = this.catalog.mapByUrns(
				inherited.values().stream().flatMap((rows) -> rows.values().stream()).map(OwnerRow::holder).toList());
		Map<String, List<OwnershipRecord>> owners = new HashMap<>();
		assets.forEach((asset) -> owners.put(asset,
				own.getOrDefault(asset, inherited.getOrDefault(asset, Map.of()))
					.values()
					.stream()
					.map((row) -> row.ownership(holders.get(row.holder())))
					.toList()));
		return owners;
	}

	/**
	 * Returns those assignments that a curator has made already and that are in force
	 * now.
	 */
	public Set<OwnerAssignment> alreadyAssigned(Collection<OwnerAssignment> assignments) {
		Set<List<Object>> current = new HashSet<>();
		List<String> assets = assignments.stream().map((one) -> one.asset().value()).distinct().toList();
		this.repository.owners(assets, TemporalScope.NOW)
			.stream()
			.map(OwnerRow::of)
			.filter((row) -> row.own() && row.source().equals(AssetReference.MANUAL))
			.forEach((row) -> current.add(List.of(row.asset(), row.owner().id(), row.role())));
		return assignments.stream()
			.filter((one) -> current.contains(List.of(one.asset().value(), one.name().urn().value(), one.role())))
			.collect(Collectors.toSet());
	}

	/** Returns the urns of the assets that an owner owns or owned. */
	public List<String> everOwned(String owner) {
		return this.repository.everOwned(owner);
	}

	/**
	 * Returns a page of all teams.
	 * @param total whether to count them all
	 */
	Connection<Owner.Team> teams(PageRequest page, boolean total) {
		return Connection.of(page, this.repository.teams(page), Owner.Team::id,
				total ? this.repository.countTeams() : null);
	}

	/** Returns the current members of each team. */
	Map<String, List<Owner.Person>> members(Collection<String> teams) {
		return this.repository.members(teams);
	}

	/** Returns the current teams of each person. */
	Map<String, List<Owner.Team>> teamsOf(Collection<String> people) {
		return this.repository.teamsOf(people);
	}

	/** Returns the person with an e-mail address; null if there is none. */
	Owner.@Nullable Person person(String email) {
		return (this.catalog.node(Urn.person(email).value()) instanceof Owner.Person person) ? person : null;
	}

	/** Returns the current teams of the person with an e-mail address, by id. */
	List<Owner.Team> teamsOfPerson(String email) {
		String person = Urn.person(email).value();
		return teamsOf(List.of(person)).getOrDefault(person, List.of());
	}

	/**
	 * Returns a page of the assets that each owner owns directly now.
	 * @param alone only assets without another owner
	 */
	Map<String, Connection<Asset>> owned(Collection<String> owners, PageRequest page, boolean alone) {
		Map<String, List<String>> urns = new HashMap<>();
		Map<String, Long> totals = new HashMap<>();
		for (Map<String, Object> row : this.repository.owned(owners, page, alone)) {
			String owner = (String) Objects.requireNonNull(row.get("owner"));
			urns.computeIfAbsent(owner, (_) -> new ArrayList<>()).add((String) Objects.requireNonNull(row.get("urn")));
			totals.put(owner, (Long) Objects.requireNonNull(row.get("total")));
		}
		Map<String, Asset> assets = this.catalog.mapByUrns(urns.values().stream().flatMap(List::stream).toList());
		Map<String, Connection<Asset>> pages = new HashMap<>();
		owners.forEach((owner) -> pages.put(owner,
				Connection.of(page,
						urns.getOrDefault(owner, List.of()).stream().map(assets::get).filter(Objects::nonNull).toList(),
						Asset::urn, totals.get(owner))));
		return pages;
	}

	/** Identifies an ownership that several sources may state. */
	private record Key(String holder, String owner, OwnerRole role) {
	}

	private record OwnerRow(String asset, boolean own, String holder, Owner owner, OwnerRole role,
			@Nullable String sourceRole, String source, Instant since, @Nullable Instant until) {

		static OwnerRow of(Map<String, Object> stored) {
			Map<String, Object> properties = OwnershipRepository.properties(stored);
			List<?> labels = (List<?>) Objects.requireNonNull(stored.get("labels"));
			return new OwnerRow((String) Objects.requireNonNull(stored.get("asset")),
					Boolean.TRUE.equals(stored.get("own")), (String) Objects.requireNonNull(stored.get("holder")),
					Owner.of(labels, properties),
					OwnerRole.valueOf((String) Objects.requireNonNull(stored.get("role"))),
					(String) stored.get("sourceRole"), (String) Objects.requireNonNull(stored.get("source")),
					StoredTime.of(stored, "since"), StoredTime.orNull(stored, "until"));
		}

		Key key() {
			return new Key(this.holder, this.owner.id(), this.role);
		}

		/**
		 * Combines the statements of two sources: from the first start to the last end.
		 */
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
