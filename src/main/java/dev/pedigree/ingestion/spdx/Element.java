package dev.pedigree.ingestion.spdx;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DatasetAddress;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;

/**
 * An element of an SPDX bill of materials and its key in the catalog. Ids are unique
 * within one document only, so the key comes from the package URL, for data from the
 * address, else from the name within the namespace of the ids.
 */
record Element(PayloadNode node) {

	/**
	 * The namespace of an id, except the default one of SPDX, which all documents share.
	 */
	private static final Pattern AUTHORITY = Pattern
		.compile("(?!https?://spdx\\.org/spdxdocs)([A-Za-z][A-Za-z0-9+.-]*://.+)[/#][^/#]*");

	/** The id by which other elements of the document reference it. */
	String id() {
		return this.node.firstText("spdxId", "@id").orElse(this.node.pointer());
	}

	/** The id that a member references, as a text or as an inline element. */
	static String reference(PayloadNode node) {
		return node.node().isObject() ? new Element(node).id() : node.required();
	}

	Optional<String> description() {
		return this.node.firstText("description", "summary", "comment");
	}

	boolean isModel() {
		return SpdxFormat.type(this.node.node()).equals("aipackage");
	}

	boolean isData() {
		return SpdxFormat.type(this.node.node()).equals("datasetpackage");
	}

	Optional<HubPackage> hub() {
		return this.node.text("packageUrl").flatMap(HubPackage::of);
	}

	/** The key; null if only the name within the document is stated. */
	@Nullable Urn data() {
		return hub().map((hub) -> isModel() ? hub.model() : hub.dataset())
			.or(() -> this.node.text("downloadLocation")
				.filter((_) -> !isModel())
				.flatMap(DatasetAddress::parse)
				.map(DatasetAddress::key))
			.or(this::localKey)
			.orElse(null);
	}

	private Optional<Urn> localKey() {
		String name = (isModel() ? "" : "datasets/") + this.node.name();
		return Optional.of(AUTHORITY.matcher(id()))
			.filter(Matcher::matches)
			.map((authority) -> DatasetNaming.of(Masking.address(authority.group(1)), name).urn());
	}

	/**
	 * The version; null if unstated.
	 * @param data the key; null if unknown
	 */
	@Nullable StatedVersion version(@Nullable Urn data) {
		String version = hub().map(HubPackage::version)
			.or(() -> this.node.text("packageVersion").map((text) -> "spdx:" + text))
			.or(this::digest)
			.orElse(null);
		return (data != null && version != null) ? new StatedVersion(Urn.version(data, version), data, false) : null;
	}

	/** The hash of the content, {@code sha256:hex}. */
	Optional<String> digest() {
		return Stream.of("sha256", "sha512")
			.flatMap((algorithm) -> LinkedData.values(this.node.at("verifiedUsing"))
				.stream()
				.filter((hash) -> hash.text("algorithm").orElse("").toLowerCase(Locale.ROOT).equals(algorithm))
				.flatMap((hash) -> hash.text("hashValue").stream())
				.map((value) -> value.strip().toLowerCase(Locale.ROOT))
				.filter((value) -> value.matches(algorithm.equals("sha256") ? "[0-9a-f]{64}" : "[0-9a-f]{128}"))
				.map((value) -> algorithm + ":" + value))
			.findFirst();
	}

	/** The package URL of a library. */
	Optional<String> purl() {
		return this.node.text("packageUrl").filter((purl) -> purl.startsWith("pkg:"));
	}

}
