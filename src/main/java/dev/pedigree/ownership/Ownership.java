package dev.pedigree.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Erasures;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what is said of the owners of assets, and derives from all of it who owns what
 * since when: the same whatever the order in which it was said.
 */
@Service
public class Ownership {

	private final OwnershipRepository repository;

	private final ApplicationEventPublisher events;

	private final Erasures erasures;

	Ownership(OwnershipRepository repository, ApplicationEventPublisher events, Erasures erasures) {
		this.erasures = erasures;
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Writes what messages say of owners, in the transaction of the caller, who has made
	 * the nodes of the assets. Owners that nobody registered become nodes. An asset may
	 * be stated under any of its keys.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void state(List<OwnersStatement> statements) {
		if (statements.isEmpty()) {
			return;
		}
		Map<String, String> former = former(
				statements.stream().flatMap((one) -> one.owners().stream()).map(OwnersStatement.NamedOwner::name));
		List<OwnerName> named = new ArrayList<>();
		List<Map<String, @Nullable Object>> said = new ArrayList<>();
		for (OwnersStatement statement : statements) {
			Set<OwnershipStatement.OwnerInRole> roles = new TreeSet<>();
			for (OwnersStatement.NamedOwner owner : statement.owners()) {
				OwnerName name = OwnerName.of(former.getOrDefault(owner.name(), owner.name()));
				if (!name.name().isEmpty()) {
					named.add(name);
					roles.add(new OwnershipStatement.OwnerInRole(name.urn().value(), OwnerRole.of(owner.role()),
							owner.role()));
				}
			}
			said.add(new OwnershipStatement(OwnershipStatement.StatementType.ALL, statement.source(), roles,
					statement.at(), statement.at())
				.parameters(statement.asset().value(), statement.actor()));
		}
		meet(named);
		List<String> assets = statements.stream().map(OwnersStatement::asset).map(Urn::value).distinct().toList();
		this.repository.lock(assets);
		this.repository.state(said);
		derive(assets);
	}

	/**
	 * Writes that owners begin to own assets, in the transaction of the caller, who has
	 * made the nodes of the assets. Owners that nobody registered become nodes.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void assign(List<OwnerAssignment> stated) {
		if (stated.isEmpty()) {
			return;
		}
		Map<String, String> former = former(stated.stream().map(OwnerAssignment::owner));
		List<OwnerAssignment> assignments = stated.stream()
			.map((one) -> one.of(former.getOrDefault(one.owner(), one.owner())))
			.toList();
		meet(assignments.stream().map(OwnerAssignment::name).toList());
		List<String> assets = assignments.stream().map((one) -> one.asset().value()).distinct().toList();
		List<String> locked = new ArrayList<>(assets);
		assignments.forEach((one) -> locked.add(one.name().urn().value()));
		this.repository.lock(locked);
		this.repository
			.state(assignments.stream().map((one) -> one.said().parameters(one.asset().value(), one.actor())).toList());
		derive(assets);
	}

	/** The former owners by the written names of people who are erased. */
	private Map<String, String> former(Stream<String> written) {
		Map<String, String> addresses = new HashMap<>();
		written.forEach((name) -> {
			OwnerName owner = OwnerName.of(name);
			if (owner.isPerson() && !owner.name().isEmpty()) {
				addresses.put(name, owner.name());
			}
		});
		Map<String, String> former = this.erasures.formerOwners(addresses.values());
		addresses.values().retainAll(former.keySet());
		addresses.replaceAll((_, address) -> Objects.requireNonNull(former.get(address)));
		return addresses;
	}

	/** Replaces an owner in all statements, and in what follows from them. */
	@Transactional(propagation = Propagation.MANDATORY)
	void rename(String from, String to) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		Set<String> assets = new TreeSet<>();
		for (Row stored : this.repository.statementsNaming(from)) {
			OwnershipStatement said = said(stored).renamed(from, to);
			String asset = stored.text("asset");
			assets.add(asset);
			Map<String, @Nullable Object> row = said.parameters(asset, null);
			row.put("old", stored.text("key"));
			rows.add(row);
		}
		this.repository.lock(assets);
		this.repository.replaceOwners(rows);
		derive(assets);
	}

	private void meet(List<OwnerName> named) {
		List<String> met = this.repository.meet(named);
		if (!met.isEmpty()) {
			this.events.publishEvent(new NamesChanged(met));
		}
	}

	/**
	 * Derives again who owns assets, in the transaction of the caller: after a merge,
	 * when what was said under two keys is said of one asset.
	 * @param assets urns or alias keys
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void derive(Collection<String> assets) {
		List<String> dropped = new ArrayList<>();
		List<Map<String, @Nullable Object>> opened = new ArrayList<>();
		Set<String> changed = new TreeSet<>();
		for (Row row : this.repository.statements(assets)) {
			int edges = dropped.size() + opened.size();
			String asset = row.text("asset");
			Set<OwnershipEdge> wanted = wanted(row.rows("statements"),
					row.rows("handovers").stream().map(OwnershipTransfer::of).toList());
			Set<OwnershipEdge> there = new HashSet<>();
			for (Row edge : row.rows("edges")) {
				OwnershipEdge one = OwnershipEdge.of(edge);
				if (!wanted.contains(one) || !there.add(one)) {
					dropped.add(edge.text("id"));
				}
			}
			wanted.stream()
				.filter((edge) -> !there.contains(edge))
				.forEach((edge) -> opened.add(edge.parameters(asset)));
			if (dropped.size() + opened.size() > edges) {
				changed.add(asset);
			}
		}
		this.repository.change(dropped, opened);
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.OWNERS, changed));
	}

	/** Writes that somebody begins, or ceases, to own an asset, as a person says. */
	void tell(String asset, OwnershipStatement said, String actor) {
		List<String> locked = new ArrayList<>(List.of(asset));
		said.owners().forEach((role) -> locked.add(role.owner()));
		this.repository.lock(locked);
		this.repository.state(List.of(said.parameters(asset, actor)));
		derive(List.of(asset));
	}

	/**
	 * Writes that somebody answers from a time on for all that another one did.
	 * @return urns of the assets that this concerns
	 */
	List<String> handOver(String from, String to, Instant at, String actor) {
		this.repository.lock(List.of(from, to));
		List<String> assets = this.repository.everOwned(from);
		this.repository.lock(assets);
		this.repository.handOver(Map.of("from", from, "to", to, "at", at, "actor", actor));
		derive(assets);
		return assets;
	}

	private static Set<OwnershipEdge> wanted(List<Row> statements, List<OwnershipTransfer> handovers) {
		return OwnershipTransfer
			.apply(OwnershipStatement.fold(statements.stream().map(Ownership::said).toList()), handovers)
			.stream()
			.map(OwnershipEdge::of)
			.collect(Collectors.toSet());
	}

	private static OwnershipStatement said(Row stored) {
		List<String> owners = stored.texts("owners");
		List<String> roles = stored.texts("roles");
		List<String> words = stored.texts("sourceRoles");
		Set<OwnershipStatement.OwnerInRole> all = new TreeSet<>();
		for (int i = 0; i < owners.size(); i++) {
			String word = words.get(i);
			all.add(new OwnershipStatement.OwnerInRole(owners.get(i), OwnerRole.valueOf(roles.get(i)),
					word.isEmpty() ? null : word));
		}
		return new OwnershipStatement(OwnershipStatement.StatementType.valueOf(stored.text("kind")),
				stored.text("source"), all, stored.time("first"), stored.time("last"));
	}

	/** An edge of ownership; OWNED when it has an end. */
	private record OwnershipEdge(OwnershipStatement.OwnerInRole role, String source, Instant since,
			@Nullable Instant until) {

		static OwnershipEdge of(Timeline.Interval<OwnershipStatement.OwnershipFact> interval) {
			return new OwnershipEdge(interval.fact().role(), interval.fact().source(), interval.since(),
					interval.until());
		}

		static OwnershipEdge of(Row stored) {
			return new OwnershipEdge(
					new OwnershipStatement.OwnerInRole(stored.text("owner"), OwnerRole.valueOf(stored.text("role")),
							stored.maybeText("sourceRole")),
					stored.text("source"), stored.time("since"), stored.maybeTime("until"));
		}

		Map<String, @Nullable Object> parameters(String asset) {
			Map<String, @Nullable Object> parameters = new HashMap<>();
			parameters.put("asset", asset);
			parameters.put("owner", this.role.owner());
			parameters.put("role", this.role.role());
			parameters.put("sourceRole", this.role.sourceRole());
			parameters.put("source", this.source);
			parameters.put("since", this.since);
			parameters.put("until", this.until);
			return parameters;
		}

	}

}
