package dev.pedigree.description;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Erasures;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Split;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores statements of sources and curators about assets, and derives the current
 * properties. The newest value of a facet group wins, unless a curator set one. Older
 * values are kept as revisions with the first and last time at which they were stated
 * (semantics, Properties).
 */
@Service
public class Descriptions {

	private final DescriptionRepository repository;

	private final Erasures erasures;

	private final ApplicationEventPublisher events;

	Descriptions(DescriptionRepository repository, Erasures erasures, ApplicationEventPublisher events) {
		this.repository = repository;
		this.erasures = erasures;
		this.events = events;
	}

	/** Returns the asset to upsert before {@link #state}; none for a run. */
	public static List<AssetReference> references(Statement statement) {
		List<AssetReference> references = references(statement.asset(), statement.at(), statement.source());
		return !"model".equals(statement.group()) ? references
				: references.stream()
					.map((reference) -> new AssetReference(reference.urn(), AssetKind.MODEL, Set.of(), reference.at(),
							reference.source(), true))
					.toList();
	}

	/** Returns the described asset; for a version its data. */
	public static List<AssetReference> references(Urn asset, Instant at, String source) {
		if (asset.isRun()) {
			return List.of();
		}
		Urn standing = (asset.version() != null) ? data(asset) : asset;
		return List.of(new AssetReference(standing, standing.kind(), Set.of(), at, source, true));
	}

	/**
	 * Stores statements and derives the properties, in the caller's transaction, which
	 * has locked the assets.
	 * @param identities the assets of the stated keys
	 * @return by facet group the assets whose values may have changed; without merged
	 * assets
	 */
	public Map<String, Set<String>> state(Collection<Attributed<Statement>> statements, Identities identities) {
		Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
		List<String> texts = statements.stream()
			.map((submitted) -> FacetGroup.text(submitted.statement().values()))
			.toList();
		Map<String, String> suppressed = this.erasures.suppressed(texts);
		Iterator<String> stated = texts.iterator();
		for (Attributed<Statement> submitted : statements) {
			Statement statement = submitted.statement();
			String asset = asset(statement.asset(), identities);
			String text = stated.next();
			String values = suppressed.getOrDefault(text, text);
			String key = key(statement, values);
			List<String> actors = submitted.actors();
			Map<String, @Nullable Object> row = rows.computeIfAbsent(key + actors,
					(_) -> new HashMap<>(Map.of("key", key, "asset", asset, "stated", statement.asset().value(),
							"group", statement.group(), "kind", statement.kind(), "source", statement.source(),
							"values", values, "names", new TreeSet<>(statement.values().keySet()), "actors", actors)));
			row.put("data", (statement.asset().version() != null) ? data(statement.asset()).value() : null);
			row.merge("first", statement.at(), (known, at) -> ((Instant) known).isBefore((Instant) at) ? known : at);
			row.merge("last", statement.at(), (known, at) -> ((Instant) known).isAfter((Instant) at) ? known : at);
		}
		List<Row> groups = rows.isEmpty() ? List.of() : this.repository.stateValues(rows.values());
		describe(groups);
		if (!identities.merged().isEmpty()) {
			describe(this.repository.revisions(identities.merged()));
		}
		return groups.stream()
			.filter((row) -> row.flag("news"))
			.collect(Collectors.groupingBy((row) -> row.text("group"),
					Collectors.mapping((row) -> row.text("asset"), Collectors.toCollection(TreeSet::new))));
	}

	/**
	 * Moves statements to a split-off asset and its versions, in the caller's
	 * transaction.
	 */
	public void split(Split split) {
		List<Row> rows = new ArrayList<>(this.repository.splitRevisions(split));
		rows.addAll(this.repository.revisions(List.of(split.to())));
		describe(rows);
		curate(rows.stream().map(FacetGroup::new).toList());
	}

	/**
	 * Derives the properties of versions that registries share from all statements about
	 * their registrations, in the caller's transaction, which publishes the change.
	 * Conflicts are recorded on the registrations.
	 * @param versions urns
	 */
	public void derive(Collection<Urn> versions) {
		save(this.repository.revisions(versions).stream().map(FacetGroup::new).toList());
	}

	/**
	 * Rewrites a text property in all statements of sources, in the caller's transaction,
	 * as if they had stated the rewritten text. It must be the only property of its facet
	 * group.
	 * @param assets urns
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void rewrite(Collection<String> assets, String property, UnaryOperator<String> rewrite) {
		List<Map<String, ?>> rows = RewrittenValues.of(this.repository.capturedValues(assets, property), property,
				rewrite);
		if (!rows.isEmpty()) {
			this.repository.replaceValues(rows);
			describe(this.repository.revisionsOf(assets));
		}
	}

	private static String key(Statement statement, String values) {
		return (statement.kind() == Statement.StatementKind.CAPTURED)
				? capturedKey(statement.asset().value(), statement.group(), statement.source(), values, statement.at())
				: String.join("|", statement.asset().value(), statement.group(), statement.source(), Urn.sha256(values),
						statement.kind().name(), statement.at().toString());
	}

	/** Identifies a statement; a value that a source repeats is stored once a day. */
	static String capturedKey(String asset, String group, String source, String values, Instant at) {
		return String.join("|", asset, group, source, Urn.sha256(values),
				at.atZone(ZoneOffset.UTC).toLocalDate().toString());
	}

	private void describe(List<Row> rows) {
		List<FacetGroup> groups = rows.stream().map(FacetGroup::new).toList();
		List<Row> described = save(groups);
		if (!described.isEmpty()) {
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.DESCRIBED,
					described.stream().map((row) -> row.text("urn")).toList()));
		}
		List<String> renamed = described.stream()
			.filter((row) -> row.flag("renamed"))
			.map((row) -> row.text("urn"))
			.toList();
		if (!renamed.isEmpty()) {
			this.events.publishEvent(new NamesChanged(renamed));
		}
		curate(groups.stream().filter(FacetGroup::hasCurations).toList());
	}

	private List<Row> save(List<FacetGroup> groups) {
		return groups.isEmpty() ? List.of()
				: this.repository.describe(groups.stream()
					.map((group) -> Map.of("asset", group.asset(), "properties", withArtifactKeys(group.properties())))
					.toList());
	}

	/** Adds normalised keys for location and hash, so that spelling does not matter. */
	private static Map<String, @Nullable Object> withArtifactKeys(Map<String, @Nullable Object> properties) {
		Map.of("artifactUri", "location", "digest", "hash").forEach((property, key) -> {
			if (properties.containsKey(property)) {
				properties.put(key,
						(properties.get(property) instanceof String text) ? ArtifactKey.of(text).key() : null);
			}
		});
		return properties;
	}

	private void curate(List<FacetGroup> groups) {
		List<Map<String, ?>> curated = new ArrayList<>();
		groups.stream()
			.collect(Collectors.groupingBy(FacetGroup::asset, TreeMap::new, Collectors.toList()))
			.forEach((asset, of) -> curated.add(Map.of("asset", asset, "names", all(of, FacetGroup::names), "curated",
					all(of, FacetGroup::curated), "conflicts", all(of, FacetGroup::conflicts))));
		if (!curated.isEmpty()) {
			this.repository.curate(curated);
		}
	}

	private static <T> List<T> all(List<FacetGroup> groups, Function<FacetGroup, Collection<T>> property) {
		return groups.stream().flatMap((group) -> property.apply(group).stream()).toList();
	}

	private static String asset(Urn stated, Identities identities) {
		String version = stated.version();
		return ((version != null) ? Urn.version(identities.of(data(stated)), version) : identities.of(stated)).value();
	}

	private static Urn data(Urn version) {
		return Urn.data(version.namespace(), version.name());
	}

}
