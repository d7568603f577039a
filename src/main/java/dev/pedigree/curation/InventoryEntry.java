package dev.pedigree.curation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.OwnerRole;
import org.jspecify.annotations.Nullable;

/** One line of an inventory, converted to edits and statements. */
record InventoryEntry(InventoryLine line, Edit model, @Nullable Edit version, @Nullable OwnerAssignment owner,
		@Nullable DeploymentObservation served) {

	/** Creates an entry from complete edits; the line keeps their problems. */
	static InventoryEntry of(InventoryLine line, Edit model, @Nullable StatedVersion stated, @Nullable Edit version) {
		model.problems().forEach(line::refuse);
		if (version != null) {
			version.problems().forEach(line::refuse);
		}
		return new InventoryEntry(line, model, version, owner(line, model), served(line, stated, model.at()));
	}

	private static @Nullable OwnerAssignment owner(InventoryLine line, Edit model) {
		OwnerRole role = line.word(InventoryColumns.OWNER_ROLE, OwnerRole.class);
		String written = line.text(InventoryColumns.OWNER);
		String owner = (written != null) ? line.checked(() -> OwnerAssignment.owner("input.owner", written)) : null;
		return (owner != null) ? new OwnerAssignment(model.urn(), owner,
				Objects.requireNonNullElse(role, OwnerRole.ACCOUNTABLE), model.at(), true) : null;
	}

	private static @Nullable DeploymentObservation served(InventoryLine line, @Nullable StatedVersion version,
			Instant now) {
		Instant since = line.time(InventoryColumns.SERVED_SINCE, now);
		Environment.Tier tier = line.word(InventoryColumns.TIER, Environment.Tier.class);
		String namespace = name(line, InventoryColumns.DEPLOYMENT_NAMESPACE);
		String name = name(line, InventoryColumns.DEPLOYMENT);
		String environment = name(line, InventoryColumns.ENVIRONMENT);
		return (namespace == null || name == null || environment == null || version == null) ? null
				: DeploymentObservation
					.serving(Urn.deployment(namespace, name), Objects.requireNonNullElse(since, now),
							AssetReference.MANUAL, null, version, null)
					.in(Urn.environment(environment), tier, null);
	}

	private static @Nullable String name(InventoryLine line, String column) {
		String text = line.text(column);
		return (text != null) ? line.checked(() -> InputValidation.name("input." + column, text)) : null;
	}

	/** The edit of the version, or of the model if the line names no version. */
	Edit subject() {
		return (this.version != null) ? this.version : this.model;
	}

	/** The values that no other line may contradict. */
	Map<EntryFact, Object> facts() {
		Map<EntryFact, Object> facts = new LinkedHashMap<>();
		for (Edit edit : (this.version != null) ? List.of(this.model, this.version) : List.of(this.model)) {
			edit.values()
				.forEach((property, value) -> facts.put(new EntryFact(edit.urn().value(), null, property), value));
		}
		if (this.served != null) {
			String deployment = this.served.deployment().value();
			Urn environment = Objects.requireNonNull(this.served.environment());
			facts.put(new EntryFact(deployment, this.served.at(), InventoryColumns.VERSION), this.served.version());
			facts.put(new EntryFact(deployment, this.served.at(), InventoryColumns.ENVIRONMENT), environment);
			if (this.served.tier() != null) {
				facts.put(new EntryFact(environment.value(), null, InventoryColumns.TIER), this.served.tier());
			}
		}
		return facts;
	}

	/** The events of the line, without those of known statements. */
	List<MetadataEvent> events(boolean owned, boolean serving) {
		List<MetadataEvent> events = new ArrayList<>(this.model.events());
		if (this.version != null) {
			events.addAll(this.version.events());
		}
		if (this.owner != null && !owned) {
			events.add(new MetadataEvent.OwnerAssigned(this.owner));
		}
		if (this.served != null && !serving) {
			events.add(new MetadataEvent.DeploymentObserved(this.served));
		}
		return events;
	}

	/** A fact that has one value; without a time, at any time. */
	record EntryFact(String of, @Nullable Instant at, String column) {
	}

}
