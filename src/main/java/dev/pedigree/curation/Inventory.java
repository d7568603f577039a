package dev.pedigree.curation;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKeyInput;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.curation.InventoryEntry.EntryFact;
import dev.pedigree.curation.InventoryReport.InventoryRow;
import dev.pedigree.curation.InventoryReport.RowOutcome;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.Owners;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Imports model inventories. Each line registers a model and, if given, its version, its
 * owner and its deployment. A file is written in one transaction, or not at all if
 * anything in it is invalid.
 */
@Service
class Inventory {

	private final CurationWriter writer;

	private final InventoryColumns columns;

	private final Catalog catalog;

	private final Owners owners;

	private final DeploymentHistory deployments;

	Inventory(CurationWriter writer, InventoryColumns columns, Catalog catalog, Owners owners,
			DeploymentHistory deployments) {
		this.writer = writer;
		this.columns = columns;
		this.catalog = catalog;
		this.owners = owners;
		this.deployments = deployments;
	}

	/** Imports a file, unless something in it is invalid; a dry run writes nothing. */
	InventoryReport importFile(InventoryFile file, boolean dryRun, Principal actor) {
		List<InventoryEntry> entries = entries(file.lines());
		checkTiers(entries);
		checkContradictions(entries);
		Set<MetadataEvent> changes = new LinkedHashSet<>();
		Map<Long, InventoryRow> lines = new HashMap<>();
		outcomes(entries, changes).forEach((line) -> lines.put(line.line(), line));
		// A line without a valid key has no entry.
		file.lines()
			.forEach((line) -> lines.computeIfAbsent(line.number(),
					(number) -> InventoryRow.refused(number, line.problems())));
		file.broken().forEach((line) -> lines.put(line.line(), line));
		InventoryReport report = InventoryReport.of(dryRun,
				lines.values().stream().sorted(Comparator.comparingLong(InventoryRow::line)).toList());
		if (!dryRun && report.refused() == 0) {
			this.writer.writeFile(changes, actor);
		}
		return report;
	}

	/** Reads the entries of lines, with a constant number of queries. */
	private List<InventoryEntry> entries(List<InventoryLine> lines) {
		Map<InventoryLine, Urn> keys = keys(lines);
		Map<InventoryLine, StatedVersion> versions = new HashMap<>();
		keys.forEach((line, model) -> {
			String written = line.text(InventoryColumns.VERSION);
			StatedVersion version = (written != null)
					? line.checked(() -> Edit.version("input.version", model, written)) : null;
			if (version != null) {
				versions.put(line, version);
			}
		});
		Map<String, Asset> known = this.catalog
			.mapByUrns(Stream.concat(keys.values().stream(), versions.values().stream().map(StatedVersion::version))
				.map(Urn::value)
				.toList());
		Instant at = this.writer.at("at", null);
		List<AssetProperty> ofModels = this.columns.ofModels();
		List<AssetProperty> ofVersions = this.columns.ofVersions();
		List<InventoryEntry> entries = new ArrayList<>();
		keys.forEach((line, model) -> {
			Edit edit = new Edit(model, known.get(model.value()), at).register(AssetKind.MODEL)
				.set(ofModels, line.values(ofModels), false);
			StatedVersion version = versions.get(line);
			Edit ofVersion = null;
			if (version != null) {
				ofVersion = new Edit(version.version(), known.get(version.version().value()), at);
				ofVersion.register(version);
				ofVersion.set(ofVersions, line.values(ofVersions), false);
			}
			entries.add(InventoryEntry.of(line, edit, version, ofVersion));
		});
		return entries;
	}

	/** The urn of the model of each line with a valid key. */
	private Map<InventoryLine, Urn> keys(List<InventoryLine> lines) {
		Map<InventoryLine, Urn> keys = new LinkedHashMap<>();
		for (InventoryLine line : lines) {
			Urn key = line.checked(() -> key(line));
			if (key != null) {
				keys.put(line, key);
			}
		}
		Map<String, Asset> models = this.catalog.mapByUrns(keys.values().stream().map(Urn::value).toList());
		keys.replaceAll((_, key) -> {
			Asset known = models.get(key.value());
			return (known != null) ? Urn.of(known) : key;
		});
		return keys;
	}

	private static @Nullable Urn key(InventoryLine line) {
		String namespace = line.text(InventoryColumns.NAMESPACE);
		String name = line.text(InventoryColumns.MODEL);
		return (namespace != null && name != null) ? new AssetKeyInput(namespace, name).data("input") : null;
	}

	/** Rejects lines that would change the tier of an environment. */
	private void checkTiers(List<InventoryEntry> entries) {
		Map<String, Node> environments = this.catalog.nodes(served(entries).stream()
			.map((observation) -> Objects.requireNonNull(observation.environment()).value())
			.toList());
		for (InventoryEntry entry : entries) {
			DeploymentObservation served = entry.served();
			if (served != null && served.tier() != null
					&& environments
						.get(Objects.requireNonNull(served.environment()).value()) instanceof Environment known
					&& known.tier() != Environment.Tier.UNKNOWN && known.tier() != served.tier()) {
				entry.line()
					.refuse(InventoryColumns.TIER,
							"differs from the tier of " + known.name() + "; " + known.tier() + " is allowed");
			}
		}
	}

	/** Rejects both of two lines that contradict each other. */
	private static void checkContradictions(List<InventoryEntry> entries) {
		Map<EntryFact, Map.Entry<InventoryLine, Object>> firsts = new HashMap<>();
		Set<EntryFact> contested = new HashSet<>();
		for (InventoryEntry entry : entries) {
			InventoryLine line = entry.line();
			entry.facts().forEach((fact, value) -> {
				Map.Entry<InventoryLine, Object> first = firsts.computeIfAbsent(fact, (_) -> Map.entry(line, value));
				if (!first.getValue().equals(value)) {
					line.refuse(fact.column(), contradiction(first.getKey(), fact));
					if (contested.add(fact)) {
						first.getKey().refuse(fact.column(), contradiction(line, fact));
					}
				}
			});
		}
	}

	private static String contradiction(InventoryLine other, EntryFact fact) {
		return "contradicts line " + other.number() + ", which has another value for " + fact.of();
	}

	/** Computes the outcome of each line, as if those before it were written. */
	private List<InventoryRow> outcomes(List<InventoryEntry> entries, Set<MetadataEvent> changes) {
		Set<OwnerAssignment> assigned = this.owners
			.alreadyAssigned(entries.stream().map(InventoryEntry::owner).filter(Objects::nonNull).toList());
		Set<DeploymentObservation> stated = this.deployments.alreadyStated(served(entries));
		Set<Urn> created = new HashSet<>();
		List<InventoryRow> lines = new ArrayList<>();
		for (InventoryEntry entry : entries) {
			Edit subject = entry.subject();
			boolean changed = false;
			for (MetadataEvent event : entry.events(assigned.contains(entry.owner()),
					stated.contains(entry.served()))) {
				changed |= changes.add(event);
			}
			List<InventoryReport.Problem> problems = entry.line().problems();
			RowOutcome outcome = !problems.isEmpty() ? RowOutcome.REFUSED : !changed ? RowOutcome.UNCHANGED
					: (subject.known() == null && created.add(subject.urn())) ? RowOutcome.CREATED : RowOutcome.CHANGED;
			lines.add(new InventoryRow(entry.line().number(), subject.urn().value(), outcome, problems));
		}
		return lines;
	}

	private static Collection<DeploymentObservation> served(List<InventoryEntry> entries) {
		return entries.stream().map(InventoryEntry::served).filter(Objects::nonNull).toList();
	}

}
