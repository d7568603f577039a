package dev.pedigree.registration;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
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
import dev.pedigree.registration.Artifact.Registered;
import dev.pedigree.run.Runs;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Makes one version of the registrations of one artifact, and several again when they
 * turn out to be of several. Nothing is moved: a registration keeps what was stated of it
 * and is a further name of the version that it shares, which is derived from all of them.
 * So the order of the messages does not matter. It happens once a transaction, as one of
 * the last things before the commit, and then what serves by its artifact is looked at.
 */
@Service
class Registrations {

	/**
	 * What of a version may change what it has in common with others, or what it shows.
	 */
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

	/** Remembers what the transaction changed. */
	@EventListener
	void note(AssetsChanged changed) {
		if (OF_VERSIONS.contains(changed.what())) {
			note(changed.urns().stream().filter((urn) -> urn.startsWith("version:")).toList(), false);
		}
		else if (OF_MODELS.contains(changed.what())) {
			note(changed.urns().stream().filter((urn) -> urn.startsWith("data:")).toList(), true);
		}
	}

	/** What shared a version with one that was forgotten may be alone now. */
	@EventListener
	void note(AssetDeleted forgotten) {
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, this.repository.lonely()));
	}

	private void note(Collection<String> urns, boolean models) {
		if (!urns.isEmpty()) {
			PendingRegistration pending = BeforeCommit.of(PendingRegistration.class, PendingRegistration::new);
			pending.urns.addAll(urns);
			pending.models |= models;
		}
	}

	/**
	 * Settles what some versions, or those of some models, have in common with others.
	 * @param models whether the versions may be of other models than before
	 */
	private void settle(Set<String> urns, boolean models) {
		if (this.repository.related(urns).isEmpty() && urns.stream().noneMatch(Artifact::isShared)) {
			return;
		}
		this.deployments.lockArtifacts();
		Map<String, Registered> known = known(urns);
		List<Artifact> artifacts = Artifact.of(known.values());
		Map<String, String> shares = Artifact.shares(artifacts);
		Set<String> touched = urns.stream().filter(Artifact::isShared).collect(Collectors.toCollection(TreeSet::new));
		Set<String> moved = new TreeSet<>();
		Set<String> others = new HashSet<>();
		Map<String, Map<String, ?>> rows = new TreeMap<>();
		known.forEach((urn, one) -> {
			String share = shares.get(urn);
			boolean moves = !Objects.equals(one.shared(), share);
			if (moves) {
				moved.add(urn);
				Stream.of(share, one.shared()).filter(Objects::nonNull).forEach(others::add);
			}
			if (one.named()) {
				Stream.of(share, one.shared()).filter(Objects::nonNull).forEach(touched::add);
			}
			if (moves || !one.settled()) {
				rows.put(urn, row(urn, share));
			}
		});
		touched.addAll(others);
		// Who comes or goes changes of which models the versions of all others are.
		Set<String> changed = models ? touched : others;
		shares.forEach((urn, share) -> Stream.of(urn).filter((_) -> changed.contains(share)).forEach(moved::add));
		this.repository.arrange(rows.values());
		if (!touched.isEmpty()) {
			derive(touched, moved, artifacts);
		}
		this.deployments.deriveByArtifact(known.keySet());
	}

	/**
	 * Derives versions that registrations share, and where some are others than before,
	 * what follows from that.
	 */
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

	private static Map<String, ?> row(String urn, @Nullable String share) {
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("urn", urn);
		row.put("shared", share);
		return row;
	}

	/** All that may be of one artifact with some versions, or with one of these. */
	private Map<String, Registered> known(Set<String> urns) {
		Map<String, Registered> known = new TreeMap<>();
		Set<String> asked = new HashSet<>(urns);
		Set<String> next = urns;
		while (!next.isEmpty()) {
			Set<String> found = new TreeSet<>();
			for (Registered one : this.repository.related(next)) {
				// Only the first time is it told whether it was asked for itself.
				known.putIfAbsent(one.urn(), one);
				Stream.of(one.urn()).filter(asked::add).forEach(found::add);
			}
			next = found;
		}
		return known;
	}

	/** The versions, or the models, of one transaction of which something changed. */
	private final class PendingRegistration implements TransactionSynchronization {

		private final Set<String> urns = new TreeSet<>();

		private boolean models;

		@Override
		public void beforeCommit(boolean readOnly) {
			settle(Set.copyOf(this.urns), this.models);
		}

		/** Before the tail of changes, which tells of it. */
		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE - 1;
		}

	}

}
