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

/** Answers who owns what. */
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
	 * The effective owners of assets: their own; of a version or run without any, those
	 * of its parent; of a deployment without any, those of the models it serves. The
	 * number of queries does not depend on the number of assets.
	 * @return for each urn its owners; empty when nobody owns it
	 */
	public Map<String, List<OwnershipRecord>> of(Collection<String> assets, TemporalScope moment) {
		Map<String, Map<Key, OwnerRow>> own = new HashMap<>();
		Map<String, Map<Key, OwnerRow>> inherited = new HashMap<>();
		for (Map<String, Object> stored : this.repository.owners(assets, moment)) {
			OwnerRow row = OwnerRow.of(stored);
			(row.own() ? own : inherited).computeIfAbsent(row.asset(), (asset) -> new LinkedHashMap<>())
				.merge(row.key(), row, OwnerRow::and);
		}
		inherited.keySet().removeAll(own.keySet());
		Map<String, Asset> holders = this.catalog.mapByUrns(
				inherited.values().stream().flatMap((rows) -> rows.values().stream()).map(OwnerRow::holder).toList());
		Map<String, List<OwnershipRecord>> owners = new HashMap<>();
		assets.forEach((asset) -> owners.put(asset,
				own.getOrDefault(asset, inherited.getOrDefault(asset, Map.of()))
					.values()
					.stream()
					.map((row) -> row.holding(holders.get(row.holder())))
					.toList()));
		return owners;
	}

	/** Of what people may assign, that which somebody assigned and which holds now. */
	public Set<OwnerAssignment> held(Collection<OwnerAssignment> assignments) {
		Set<List<Object>> held = new HashSet<>();
		List<String> assets = assignments.stream().map((one) -> one.asset().value()).distinct().toList();
		this.repository.owners(assets, TemporalScope.NOW)
			.stream()
			.map(OwnerRow::of)
			.filter((row) -> row.own() && row.source().equals(AssetReference.MANUAL))
			.forEach((row) -> held.add(List.of(row.asset(), row.owner().id(), row.role())));
		return assignments.stream()
			.filter((one) -> held.contains(List.of(one.asset().value(), one.name().urn().value(), one.role())))
			.collect(Collectors.toSet());
	}

	/** The assets that an owner owns or owned, by urn. */
	public List<String> everOwned(String owner) {
		return this.repository.everOwned(owner);
	}

	/**
	 * One page of all teams.
	 * @param total whether to count them all
	 */
	Connection<Owner.Team> teams(PageRequest slice, boolean total) {
		return Connection.of(slice, this.repository.teams(slice), Owner.Team::id,
				total ? this.repository.countTeams() : null);
	}

	/** Who belongs to each team now. */
	Map<String, List<Owner.Person>> members(Collection<String> teams) {
		return this.repository.members(teams);
	}

	/** Which teams each person belongs to now. */
	Map<String, List<Owner.Team>> teamsOf(Collection<String> people) {
		return this.repository.teamsOf(people);
	}

	/** The person with an e-mail address; null when no such person is registered. */
	Owner.@Nullable Person person(String email) {
		return (this.catalog.node(Urn.person(email).value()) instanceof Owner.Person person) ? person : null;
	}

	/** The teams that the person with an e-mail address belongs to now, by id. */
	List<Owner.Team> teamsOfPerson(String email) {
		String person = Urn.person(email).value();
		return teamsOf(List.of(person)).getOrDefault(person, List.of());
	}

	/**
	 * A page of what each owner itself owns now.
	 * @param alone only what nobody else owns
	 */
	Map<String, Connection<Asset>> owned(Collection<String> owners, PageRequest slice, boolean alone) {
		Map<String, List<String>> urns = new HashMap<>();
		Map<String, Long> totals = new HashMap<>();
		for (Map<String, Object> row : this.repository.owned(owners, slice, alone)) {
			String owner = (String) Objects.requireNonNull(row.get("owner"));
			urns.computeIfAbsent(owner, (any) -> new ArrayList<>())
				.add((String) Objects.requireNonNull(row.get("urn")));
			totals.put(owner, (Long) Objects.requireNonNull(row.get("total")));
		}
		Map<String, Asset> assets = this.catalog.mapByUrns(urns.values().stream().flatMap(List::stream).toList());
		Map<String, Connection<Asset>> pages = new HashMap<>();
		owners.forEach((owner) -> pages.put(owner,
				Connection.of(slice,
						urns.getOrDefault(owner, List.of()).stream().map(assets::get).filter(Objects::nonNull).toList(),
						Asset::urn, totals.get(owner))));
		return pages;
	}

	/** What is folded into one: several sources say the same. */
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

		/** Two sources that say the same: from the first on, until the last. */
		OwnerRow and(OwnerRow other) {
			TreeSet<String> sources = new TreeSet<>(List.of(this.source.split(", ")));
			sources.add(other.source);
			return new OwnerRow(this.asset, this.own, this.holder, this.owner, this.role,
					(this.sourceRole != null) ? this.sourceRole : other.sourceRole, String.join(", ", sources),
					other.since.isBefore(this.since) ? other.since : this.since, later(this.until, other.until));
		}

		OwnershipRecord holding(@Nullable Asset holder) {
			return new OwnershipRecord(this.owner, this.role, this.sourceRole, this.since, this.until, this.source,
					this.own ? null : holder);
		}

		private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
			return (one == null || other == null) ? null : one.isAfter(other) ? one : other;
		}

	}

}
