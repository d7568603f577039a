package dev.pedigree.registration;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetDeleted;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.description.Descriptions;
import dev.pedigree.graph.BeforeCommit;
import dev.pedigree.graph.Row;
import dev.pedigree.registration.Artifact.Registered;
import dev.pedigree.run.Runs;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Combines registrations of one artifact into a shared version, and separates them when
 * they turn out to differ. Each registration keeps its statements and is an alias of the
 * shared version, which is derived from all of them, so that the order of messages does
 * not matter. Runs once per transaction, just before the commit; then deployments are
 * derived by artifact.
 */
@Service
class Registrations {

	/** Changes of a version that can change what it shares, or the shared version. */
	private static final Set<AssetsChanged.What> OF_VERSIONS = EnumSet.of(AssetsChanged.What.VERSION,
			AssetsChanged.What.DESCRIBED, AssetsChanged.What.EVALUATION, AssetsChanged.What.OWNERS,
			AssetsChanged.What.REQUIREMENTS);

	private static final Set<AssetsChanged.What> OF_MODELS = EnumSet.of(AssetsChanged.What.MERGED,
			AssetsChanged.What.SPLIT);

	private final RegistrationRepository repository;

	private final Descriptions descriptions;

	private final Runs runs;

	private final DeploymentHistory deployments;

	private final ApplicationEventPublisher events;

	Registrations(RegistrationRepository repository, Descriptions descriptions, Runs runs,
			DeploymentHistory deployments, ApplicationEventPublisher events) {
		this.repository = repository;
		this.descriptions = descriptions;
		this.runs = runs;
		this.deployments = deployments;
		this.events = events;
	}

	@EventListener
	void onAssetsChanged(AssetsChanged changed) {
		if (OF_VERSIONS.contains(changed.what())) {
			collect(changed.urns().stream().filter((urn) -> urn.startsWith("version:")).toList(), false);
		}
		else if (OF_MODELS.contains(changed.what())) {
			collect(changed.urns().stream().filter((urn) -> urn.startsWith("data:")).toList(), true);
		}
	}

	/** The other registrations of a deleted one may share nothing any more. */
	@EventListener
	void onAssetDeleted(AssetDeleted deleted) {
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, this.repository.affectedByDeletion()));
	}

	private void collect(Collection<String> urns, boolean models) {
		if (!urns.isEmpty()) {
			PendingRegistration pending = BeforeCommit.of(PendingRegistration.class, PendingRegistration::new);
			pending.urns.addAll(urns);
			pending.models |= models;
		}
	}

	/**
	 * Combines or separates registrations of changed versions, or models if so flagged.
	 */
	private void combine(Set<String> urns, boolean models) {
		if (this.repository.related(urns).isEmpty() && urns.stream().noneMatch(Artifact::isShared)) {
			return;
		}
		this.deployments.lockArtifacts();
		Map<String, Registered> known = connected(urns);
		List<Artifact> artifacts = Artifact.of(known.values());
		Map<String, String> shares = Artifact.shares(artifacts);
		Set<String> touched = urns.stream().filter(Artifact::isShared).collect(Collectors.toCollection(TreeSet::new));
		Set<String> moved = new TreeSet<>();
		Set<String> others = new HashSet<>();
		Map<String, Map<String, ?>> rows = new TreeMap<>();
		known.forEach((urn, registration) -> {
			String share = shares.get(urn);
			boolean moves = !Objects.equals(registration.shared(), share);
			List<String> versions = Stream.of(share, registration.shared()).filter(Objects::nonNull).toList();
			if (moves) {
				moved.add(urn);
				others.addAll(versions);
			}
			if (registration.named()) {
				touched.addAll(versions);
			}
			if (moves || !registration.settled()) {
				rows.put(urn, Row.map("urn", urn, "shared", share));
			}
		});
		touched.addAll(others);
		// A registration that joins or leaves changes the models of all others.
		Set<String> changed = models ? touched : others;
		shares.forEach((urn, share) -> {
			if (changed.contains(share)) {
				moved.add(urn);
			}
		});
		this.repository.writeShares(rows.values());
		if (!touched.isEmpty()) {
			derive(touched, moved, artifacts);
		}
		this.deployments.deriveByArtifact(known.keySet());
	}

	private void derive(Set<String> touched, Set<String> moved, List<Artifact> artifacts) {
		Set<String> changed = new TreeSet<>(moved);
		changed.addAll(touched);
		Set<String> served = moved.isEmpty() ? Set.of() : this.repository.served(changed);
		Map<String, Map<?, ?>> before = this.repository.derive(touched);
		this.descriptions
			.derive(artifacts.stream().map(Artifact::urn).filter((urn) -> touched.contains(urn.value())).toList());
		Map<String, Map<?, ?>> now = this.repository.complete(touched);
		now.entrySet().removeAll(before.entrySet());
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.DESCRIBED, now.keySet()));
		if (!moved.isEmpty()) {
			this.runs.refold(moved);
			this.deployments.derive(served);
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, moved));
		}
	}

	/** Returns all registrations that may share an artifact with these, transitively. */
	private Map<String, Registered> connected(Set<String> urns) {
		Map<String, Registered> known = new TreeMap<>();
		Set<String> requested = new HashSet<>(urns);
		Set<String> next = urns;
		while (!next.isEmpty()) {
			Set<String> found = new TreeSet<>();
			for (Registered related : this.repository.related(next)) {
				// Only the first read shows whether it is one of the changed versions.
				known.putIfAbsent(related.urn(), related);
				if (requested.add(related.urn())) {
					found.add(related.urn());
				}
			}
			next = found;
		}
		return known;
	}

	private final class PendingRegistration implements TransactionSynchronization {

		private final Set<String> urns = new TreeSet<>();

		private boolean models;

		@Override
		public void beforeCommit(boolean readOnly) {
			combine(Set.copyOf(this.urns), this.models);
		}

		/** Before the change log, which records the result. */
		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE - 1;
		}

	}

}
