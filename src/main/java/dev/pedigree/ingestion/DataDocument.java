package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a document says of one dataset, or of one model. It is known by what the document
 * calls it, or by what its sender says that it is in the catalog ({@code namespace},
 * {@code name}); of the latter only what no system tells that has it is taken, so that
 * two do not overrule each other by turns.
 */
public sealed class DataDocument permits ModelDocument {

	/** Parameters by which a sender says which dataset is meant. */
	public static final Set<String> SUBJECT = Set.of("namespace", "name");

	/** Characters of a section of a card. */
	private static final int LONGEST = 10_000;

	/** Characters of JSON that are kept as a property. */
	private static final int LONGEST_JSON = 262_144;

	private static final Pattern HUB = Pattern.compile("(?:https?://(?:www\\.)?(?:huggingface|hf)\\.co|hf:/)/datasets/"
			+ "([\\w.-]+(?:/(?!(?:tree|blob|resolve|raw|viewer|discussions|commits?)(?:[/?#]|$))[\\w.-]+)?)(?:[@/?#].*)?");

	private static final Pattern ID = Pattern.compile("[?&]((?:id|persistentId)=[^&#\\s]+)");

	private static final Pattern KAGGLE = Pattern.compile("(https?://www\\.kaggle\\.com/datasets/[^/]+/[^/?#]+).*");

	private final String source;

	private final Instant at;

	private final Urn data;

	private final boolean own;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<String> sections = new ArrayList<>();

	DataDocument(String source, Instant at, DataUse data, boolean own) {
		this.source = source;
		this.at = at;
		this.data = data.data();
		this.own = own;
		add(new MetadataEvent.DataNamed(data, at, source));
	}

	/**
	 * Begins a document of a dataset.
	 * @param source who says it
	 * @param data what the document calls it; not looked at where the sender named one,
	 * and needed where it did not
	 */
	public static DataDocument of(String source, PayloadNode payload, Instant at, @Nullable Urn data) {
		if (isNamed(payload)) {
			Urn told = DatasetNaming.of(payload.namespace(), payload.name()).urn();
			return new DataDocument(source, at, DataUse.of(told), false);
		}
		if (data == null) {
			throw new InvalidPayloadException("",
					"the document does not say which dataset it is of: tell namespace and name"
							+ " as parameters of the request");
		}
		return new DataDocument(source, at, DataUse.of(data), true);
	}

	/** Whether the sender says which dataset the document is of. */
	public static boolean isNamed(PayloadNode payload) {
		return SUBJECT.stream().anyMatch((part) -> payload.at(part).isThere());
	}

	/**
	 * The key of data that are at an address: the page of a hub is of what is there,
	 * whichever version it shows, and where the page is chosen by an id in the query,
	 * that is part of the name.
	 */
	public static Urn located(String address) {
		Matcher hub = HUB.matcher(address);
		if (hub.matches()) {
			return Urn.data("hf", "datasets/" + hub.group(1));
		}
		Matcher kaggle = KAGGLE.matcher(address);
		DatasetNaming naming = DatasetNaming.ofLocation(Masking.address(kaggle.matches() ? kaggle.group(1) : address));
		Matcher id = ID.matcher(address);
		return id.find() ? Urn.data(naming.namespace(), naming.name() + "?" + id.group(1)) : naming.urn();
	}

	/** States what its registry would, if it has one. */
	public void describe(String displayName, Collection<String> tags) {
		if (this.own) {
			state(this.data, "displayName", Map.of("displayName", displayName));
			state(this.data, "tags", Map.of("tags", tags.stream().distinct().sorted().toList()));
		}
	}

	/** States what it is, in a text. */
	public void documentation(String text) {
		if (this.own) {
			documentation(this.data, text);
		}
	}

	/** States what another asset is that the document speaks of. */
	public void documentation(Urn asset, String text) {
		add(new MetadataEvent.AssetDescribed(
				Statement.documentation(asset, this.at, this.source, Masking.impersonal(text))));
	}

	/** States who answers for another asset that the document speaks of. */
	public void owners(Urn asset, List<OwnersStatement.NamedOwner> owners) {
		add(new MetadataEvent.OwnersNamed(new OwnersStatement(asset, this.at, this.source, owners)));
	}

	/** States under which licences it is, as they are written; none are not stated. */
	public void licenses(List<String> written) {
		List<String> licenses = LicenseName.of(written);
		if (!licenses.isEmpty()) {
			state(this.data, "license", Map.of("license", licenses.getFirst(), "licenses", licenses));
		}
	}

	/** States its columns, as OpenLineage does; too many are left out and said to be. */
	public void schema(JsonNode fields) {
		String text = JsonMapper.shared().writeValueAsString(fields);
		if (this.own && !fields.isEmpty()) {
			state(this.data, "schema",
					(text.length() <= LONGEST_JSON) ? Map.of("schema", text) : Map.of("schemaTooLong", true));
		}
	}

	/** Adds a part of the document's text; a long one is cut and says so. */
	public void section(String title, String text) {
		if (!text.isBlank()) {
			String bare = Masking.impersonal(text).strip();
			this.sections
				.add(title.strip() + "\n" + ((bare.length() > LONGEST) ? bare.substring(0, LONGEST - 1) + "…" : bare));
		}
	}

	/**
	 * States from what data and models it was made, by design.
	 * @param tags in what way
	 */
	public void madeFrom(Collection<DataUse> inputs, Collection<String> tags) {
		Map<Urn, DataUse> uses = new LinkedHashMap<>();
		inputs.stream()
			.filter((use) -> !use.data().equals(this.data))
			.forEach((use) -> uses.putIfAbsent(use.data(), use));
		if (uses.isEmpty()) {
			return;
		}
		Urn job = Urn.declaredJob(this.data);
		add(new MetadataEvent.JobDeclared(
				new JobDeclaration(job, this.at, this.source, List.copyOf(uses.values()), List.of(use()))));
		add(new MetadataEvent.AssetDescribed(Statement.declaredJob(job, this.at, this.source)));
		if (!tags.isEmpty()) {
			state(job, "tags", Map.of("tags", tags.stream().distinct().sorted().toList()));
		}
	}

	DataUse use() {
		return DataUse.of(this.data);
	}

	/** States something of any other asset that the document speaks of. */
	public void state(Urn asset, String group, Map<String, Object> values) {
		add(new MetadataEvent.AssetDescribed(Statement.captured(asset, group, this.at, this.source, values)));
	}

	final void add(MetadataEvent event) {
		this.events.add(event);
	}

	/** Which dataset or model it is of. */
	public final Urn data() {
		return this.data;
	}

	final String source() {
		return this.source;
	}

	final Instant at() {
		return this.at;
	}

	/** Whether it goes by what the document itself calls it. */
	public final boolean isOwn() {
		return this.own;
	}

	/** All that was stated. */
	public List<MetadataEvent> events() {
		if (!this.sections.isEmpty()) {
			state(this.data, "cardSections", Map.of("cardSections", List.copyOf(this.sections)));
			this.sections.clear();
		}
		return List.copyOf(this.events);
	}

	/**
	 * An address that somebody else can look up, in a text; nothing for any other, nor
	 * for that of a whole site.
	 */
	public static Optional<String> address(String text) {
		return Optional.of(text).filter((one) -> one.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s]*/+[^/\\s?#]\\S*"));
	}

}
