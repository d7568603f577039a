package dev.pedigree.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;

/**
 * What sources state of assets. Of each facet group the newest value is the asset's; the
 * others stay as revisions with the first and last time at which they were stated
 * (semantics, Properties).
 */
@Service
public class Descriptions {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	/** Newest first; ties by source, then by the value itself, never by arrival. */
	private static final Comparator<Row> NEWEST = Comparator.comparing((Row revision) -> revision.time("last"))
		.thenComparing((revision) -> revision.text("source"))
		.thenComparing((revision) -> revision.text("values"))
		.reversed();

	private final IdentityRepository repository;

	Descriptions(IdentityRepository repository) {
		this.repository = repository;
	}

	/**
	 * The asset that a statement describes, to be claimed before {@link #state} is
	 * called; none for a run, which the message that describes it also observes.
	 */
	public static List<Mention> mentions(Statement statement) {
		List<Mention> mentions = mentions(statement.asset(), statement.at(), statement.source());
		return !"model".equals(statement.group()) ? mentions
				: mentions.stream()
					.map((mention) -> new Mention(mention.urn(), AssetKind.MODEL, Set.of(), mention.at(),
							mention.source(), true))
					.toList();
	}

	/**
	 * The asset that something is said of: a job, or data that may be a model; of a
	 * version, its data.
	 */
	public static List<Mention> mentions(Urn asset, Instant at, String source) {
		if (asset.isRun()) {
			return List.of();
		}
		Urn standing = (asset.version() != null) ? Urn.data(asset.namespace(), asset.name()) : asset;
		AssetKind kind = asset.value().startsWith("job:") ? AssetKind.JOB : AssetKind.DATASET;
		return List.of(new Mention(standing, kind, Set.of(), at, source, true));
	}

	/**
	 * Takes statements up inside the caller's transaction, which holds the locks of the
	 * assets.
	 * @param identities the assets of the keys that they are stated under
	 */
	public void state(Collection<Statement> statements, Identities identities) {
		Map<String, Map<String, Object>> rows = new TreeMap<>();
		for (Statement statement : statements) {
			String asset = asset(statement.asset(), identities);
			String stated = statement.asset().value();
			String values = JSON.writeValueAsString(statement.values());
			String key = String.join("|", stated, statement.group(), statement.source(), Urn.sha256(values));
			String actor = statement.actor();
			List<String> actors = (actor != null) ? List.of(actor) : List.of();
			Map<String, Object> row = rows.computeIfAbsent(key + actors,
					(unknown) -> new HashMap<>(Map.of("key", key, "asset", asset, "group", statement.group(), "source",
							statement.source(), "values", values, "actors", actors)));
			row.merge("first", statement.at(), (one, other) -> earlier(one, other, true));
			row.merge("last", statement.at(), (one, other) -> earlier(one, other, false));
		}
		if (!rows.isEmpty()) {
			describe(this.repository.stateValues(rows.values()));
		}
		if (!identities.merged().isEmpty()) {
			describe(this.repository.revisions(identities.merged()));
		}
	}

	private void describe(List<Row> groups) {
		if (!groups.isEmpty()) {
			this.repository.describe(groups.stream().map(Descriptions::newest).toList());
		}
	}

	/**
	 * The properties that a group's revisions give: those of the newest, and none of
	 * those that only others have.
	 */
	private static Map<String, ?> newest(Row row) {
		Map<String, @Nullable Object> properties = new HashMap<>();
		List<Row> revisions = new ArrayList<>(row.rows("revisions"));
		revisions.sort(NEWEST);
		for (int i = 0; i < revisions.size(); i++) {
			boolean current = i == 0;
			values(revisions.get(i)).forEach((name, value) -> properties.putIfAbsent(name, current ? value : null));
		}
		return Map.of("asset", row.text("asset"), "properties", properties);
	}

	private static Map<String, Object> values(Row revision) {
		return JSON.readValue(revision.text("values"), new TypeReference<Map<String, Object>>() {
		});
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
		return Urn.version(identities.of(Urn.data(stated.namespace(), stated.name())), version).value();
	}

}
