package dev.pedigree.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Erasures;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.graph.EdgeReconciler;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores statements about the owners of assets and derives who owned what when,
 * independent of the order of the statements.
 */
@Service
public class Ownership {

	private final OwnershipRepository repository;

	private final ApplicationEventPublisher events;

	private final Erasures erasures;

	private final EdgeReconciler edges;

	Ownership(OwnershipRepository repository, EdgeReconciler edges, ApplicationEventPublisher events,
			Erasures erasures) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
		this.erasures = erasures;
	}

	/**
	 * Writes statements about owners, in the caller's transaction, which has created the
	 * assets. Unknown owners are created. An asset may be stated under any of its keys.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void state(List<Attributed<OwnersStatement>> statements) {
		if (statements.isEmpty()) {
			return;
		}
		Map<String, String> former = former(statements.stream()
			.flatMap((submitted) -> submitted.statement().owners().stream())
			.map(OwnersStatement.NamedOwner::name));
		List<OwnerName> named = new ArrayList<>();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Attributed<OwnersStatement> submitted : statements) {
			OwnersStatement statement = submitted.statement();
			Set<OwnershipStatement.OwnerInRole> roles = new TreeSet<>();
			for (OwnersStatement.NamedOwner owner : statement.owners()) {
				OwnerName name = OwnerName.of(former.getOrDefault(owner.name(), owner.name()));
				if (!name.name().isEmpty()) {
					named.add(name);
					roles.add(new OwnershipStatement.OwnerInRole(name.urn().value(), OwnerRole.of(owner.role()),
							owner.role()));
				}
			}
			rows.add(new OwnershipStatement(OwnershipStatement.StatementType.ALL, statement.source(), roles,
					statement.at(), statement.at())
				.parameters(statement.asset().value(), submitted.actors()));
		}
		ensureOwnersExist(named);
		List<String> assets = statements.stream()
			.map((submitted) -> submitted.statement().asset().value())
			.distinct()
			.toList();
		this.repository.lock(assets);
		this.repository.state(rows);
		derive(assets);
	}

	/** Writes assignments of owners as {@link #state} writes statements. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void assign(List<Attributed<OwnerAssignment>> stated) {
		if (stated.isEmpty()) {
			return;
		}
		Map<String, String> former = former(stated.stream().map((submitted) -> submitted.statement().owner()));
		List<OwnerName> owners = new ArrayList<>();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		Set<String> assets = new TreeSet<>();
		for (Attributed<OwnerAssignment> submitted : stated) {
			OwnerAssignment assignment = submitted.statement();
			assignment = assignment.withOwner(former.getOrDefault(assignment.owner(), assignment.owner()));
			owners.add(assignment.name());
			assets.add(assignment.asset().value());
			rows.add(assignment.statement().parameters(assignment.asset().value(), submitted.actors()));
		}
		ensureOwnersExist(owners);
		List<String> locked = new ArrayList<>(assets);
		owners.forEach((owner) -> locked.add(owner.urn().value()));
		this.repository.lock(locked);
		this.repository.state(rows);
		derive(assets);
	}

	/** Maps the written names of erased people to former owners. */
	private Map<String, String> former(Stream<String> written) {
		Map<String, String> addresses = written.distinct()
			.filter((name) -> OwnerName.of(name).isPerson() && !OwnerName.of(name).name().isEmpty())
			.collect(Collectors.toMap(Function.identity(), (name) -> OwnerName.of(name).name()));
		Map<String, String> former = this.erasures.formerOwners(addresses.values());
		addresses.values().retainAll(former.keySet());
		addresses.replaceAll((_, address) -> Objects.requireNonNull(former.get(address)));
		return addresses;
	}

	/** Replaces an owner in all statements and in the derived edges. */
	@Transactional(propagation = Propagation.MANDATORY)
	void rename(String from, String to) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		Set<String> assets = new TreeSet<>();
		for (Row stored : this.repository.statementsNaming(from)) {
			String asset = stored.text("asset");
			assets.add(asset);
			Map<String, @Nullable Object> row = OwnershipStatement.of(stored)
				.renamed(from, to)
				.parameters(asset, List.of());
			row.put("old", stored.text("key"));
			rows.add(row);
		}
		this.repository.lock(assets);
		this.repository.replaceOwners(rows);
		derive(assets);
	}

	private void ensureOwnersExist(List<OwnerName> named) {
		List<String> created = this.repository.ensureOwnersExist(named);
		if (!created.isEmpty()) {
			this.events.publishEvent(new NamesChanged(created));
		}
	}

	/**
	 * Derives the owners of assets again, in the caller's transaction: after a merge,
	 * statements under two keys apply to one asset.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void derive(Collection<String> assets) {
		EdgeReconciler.EdgeChanges edges = this.edges.changes();
		Set<String> changed = new TreeSet<>();
		for (Row row : this.repository.statements(assets)) {
			String asset = row.text("asset");
			List<GraphEdge> expected = edges(asset, row.rows("statements"),
					row.rows("handovers").stream().map((transfer) -> transfer.as(OwnershipTransfer.class)).toList());
			if (!edges.add(expected, GraphEdge.stored(row.rows("edges"))).isEmpty()) {
				changed.add(asset);
			}
		}
		edges.write();
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.OWNERS, changed));
	}

	/** Writes transfers of all that one owner owns, in the caller's transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void transfer(List<Attributed<OwnershipTransfer>> transfers) {
		for (Attributed<OwnershipTransfer> submitted : transfers) {
			OwnershipTransfer transfer = submitted.statement();
			this.repository.lock(List.of(transfer.from(), transfer.to()));
			List<String> assets = this.repository.everOwned(transfer.from());
			this.repository.lock(assets);
			this.repository.transfer(submitted);
			derive(assets);
		}
	}

	private static List<GraphEdge> edges(String asset, List<Row> statements, List<OwnershipTransfer> transfers) {
		return OwnershipTransfer
			.apply(OwnershipStatement.fold(statements.stream().map(OwnershipStatement::of).toList()), transfers)
			.stream()
			.map((owned) -> owned.fact().edge(asset, owned.since(), owned.until()))
			.toList();
	}

}
