package dev.pedigree.description;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * What sources and people say of assets. Of each facet group the newest value is the
 * asset's, unless a person set it; the others stay as revisions with the first and last
 * time at which they were stated (semantics, Properties).
 */
@Service
public class Descriptions {

	private final DescriptionRepository repository;

	private final Erasures erasures;

	private final ApplicationEventPublisher events;

	Descriptions(DescriptionRepository repository, Erasures erasures, ApplicationEventPublisher events) {
		this.erasures = erasures;
		this.repository = repository;
		this.events = events;
	}

	/**
	 * The asset that a statement describes, to be claimed before {@link #state} is
	 * called; none for a run, which the message that describes it also observes.
	 */
	public static List<AssetReference> mentions(Statement statement) {
		List<AssetReference> mentions = mentions(statement.asset(), statement.at(), statement.source());
		return !"model".equals(statement.group()) ? mentions
				: mentions.stream()
					.map((mention) -> new AssetReference(mention.urn(), AssetKind.MODEL, Set.of(), mention.at(),
							mention.source(), true))
					.toList();
	}

	/**
	 * The asset that something is said of: a job, or data that may be a model; of a
	 * version, its data.
	 */
	public static List<AssetReference> mentions(Urn asset, Instant at, String source) {
		if (asset.isRun()) {
			return List.of();
		}
		Urn standing = (asset.version() != null) ? data(asset) : asset;
		return List.of(new AssetReference(standing, kind(standing), Set.of(), at, source, true));
	}

	private static AssetKind kind(Urn standing) {
		return Stream.of(AssetKind.JOB, AssetKind.DEPLOYMENT, AssetKind.APPLICATION)
			.filter((kind) -> standing.value().startsWith(kind.name().toLowerCase(Locale.ROOT) + ":"))
			.findAny()
			.orElse(AssetKind.DATASET);
	}

	/**
	 * Takes statements up inside the caller's transaction, which holds the locks of the
	 * assets.
	 * @param identities the assets of the keys that they are stated under
	 * @return by facet group the assets of which what held when may have changed; those
	 * that were merged are not in it
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
					(unknown) -> new HashMap<>(Map.of("key", key, "asset", asset, "stated", statement.asset().value(),
							"group", statement.group(), "kind", statement.kind(), "source", statement.source(),
							"values", values, "names", statement.values().keySet(), "actors", actors)));
			row.put("data", (statement.asset().version() != null) ? data(statement.asset()).value() : null);
			row.merge("first", statement.at(), (one, other) -> earlier(one, other, true));
			row.merge("last", statement.at(), (one, other) -> earlier(one, other, false));
		}
		Map<String, Set<String>> changed = new HashMap<>();
		if (!rows.isEmpty()) {
			List<Row> groups = this.repository.stateValues(rows.values());
			describe(groups);
			groups.stream()
				.filter((row) -> row.flag("news"))
				.forEach((row) -> changed.computeIfAbsent(row.text("group"), (_) -> new TreeSet<>())
					.add(row.text("asset")));
		}
		if (!identities.merged().isEmpty()) {
			describe(this.repository.revisions(identities.merged()));
		}
		return changed;
	}

	/**
	 * Gives an asset that was split off, and its versions, what was said of it, in the
	 * transaction of the caller.
	 */
	public void split(Split split) {
		List<Row> rows = new ArrayList<>(this.repository.splitRevisions(split));
		rows.addAll(this.repository.revisions(List.of(split.to())));
		describe(rows);
		curate(rows.stream().map(FacetGroup::new).toList());
	}

	/**
	 * Gives versions that several registries have what holds of all that was said of
	 * their registrations, in the transaction of the caller, who tells of it. What people
	 * set is in conflict with sources where it was said.
	 * @param versions urns
	 */
	public void derive(Collection<Urn> versions) {
		save(this.repository.revisions(versions).stream().map(FacetGroup::new).toList());
	}

	/**
	 * Rewrites all that sources stated of one property, a text that is the only one of
	 * its facet group, in the transaction of the caller: as if they had stated the
	 * rewritten text.
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

	/**
	 * A value that a source states repeatedly is stored once a day, with the first and
	 * the last time. What people do is stored each time.
	 */
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
		curate(groups.stream().filter(FacetGroup::isRuled).toList());
	}

	/** Gives assets the properties that hold; gives those that had others. */
	private List<Row> save(List<FacetGroup> groups) {
		return groups.isEmpty() ? List.of()
				: this.repository.describe(groups.stream()
					.map((group) -> Map.of("asset", group.asset(), "properties", located(group.properties())))
					.toList());
	}

	/** An artifact is found by its location and hash whatever way they are spelled. */
	private static Map<String, @Nullable Object> located(Map<String, @Nullable Object> properties) {
		if (properties.containsKey("artifactUri")) {
			properties.put("location",
					(properties.get("artifactUri") instanceof String uri) ? ArtifactKey.of(uri).key() : null);
		}
		if (properties.containsKey("digest")) {
			properties.put("hash",
					(properties.get("digest") instanceof String digest) ? ArtifactKey.of(digest).key() : null);
		}
		return properties;
	}

	/** Tells which properties people set, and where sources say something else. */
	private void curate(List<FacetGroup> groups) {
		List<Map<String, ?>> curated = new ArrayList<>();
		groups.stream()
			.collect(Collectors.groupingBy(FacetGroup::asset, TreeMap::new, Collectors.toList()))
			.forEach((asset,
					of) -> curated.add(Map.of("asset", asset, "names",
							of.stream().flatMap((group) -> group.names().stream()).toList(), "curated",
							of.stream().flatMap((group) -> group.curated().stream()).toList(), "conflicts",
							of.stream().flatMap((group) -> group.conflicts().stream()).toList())));
		if (!curated.isEmpty()) {
			this.repository.curate(curated);
		}
	}

	private static Object earlier(Object one, Object other, boolean least) {
		Instant a = (Instant) one;
		Instant b = (Instant) other;
		return (a.isBefore(b) == least) ? a : b;
	}

	private static String asset(Urn stated, Identities identities) {
		String version = stated.version();
		if (version == null) {
			return identities.of(stated).value();
		}
		return Urn.version(identities.of(data(stated)), version).value();
	}

	private static Urn data(Urn version) {
		return Urn.data(version.namespace(), version.name());
	}

}
