package dev.pedigree.ingestion.spdx;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;

/**
 * One element of a bill and how it is found again. Ids name an element of one document,
 * so an element is known by what everybody calls it: its package URL, of data their
 * address, else by its name among those of who made the ids.
 */
record Element(PayloadNode told) {

	/** Under the address that SPDX gives to all documents, everybody makes ids. */
	private static final Pattern AUTHORITY = Pattern
		.compile("(?!https?://spdx\\.org/spdxdocs)([A-Za-z][A-Za-z0-9+.-]*://.+)[/#][^/#]*");

	/** The id under which other elements of the document refer to it. */
	static String id(PayloadNode told) {
		return told.text("spdxId").or(() -> told.text("@id")).orElse(told.pointer());
	}

	String id() {
		return id(this.told);
	}

	/** What a member refers to, by its id or as an element in its place. */
	static String reference(PayloadNode told) {
		return told.node().isObject() ? id(told) : told.required();
	}

	/** What it is, in the first text that says so. */
	Optional<String> description() {
		return Stream.of("description", "summary", "comment")
			.flatMap((member) -> this.told.text(member).stream())
			.findFirst();
	}

	boolean isModel() {
		return SpdxFormat.type(this.told.node()).equals("aipackage");
	}

	boolean isData() {
		return SpdxFormat.type(this.told.node()).equals("datasetpackage");
	}

	/** The repository of a hub that it is. */
	Optional<HubPackage> hub() {
		return this.told.text("packageUrl").flatMap(HubPackage::of);
	}

	/** Its key; null where nothing but its name within the document is told. */
	@Nullable Urn data() {
		return hub()
			.map((hub) -> Urn.data("hf",
					isModel() ? "models/" + hub.repository()
							: "datasets/" + hub.repository() + ((hub.part() != null) ? "#" + hub.part() : "")))
			.or(() -> isModel() ? Optional.empty()
					: this.told.text("downloadLocation").flatMap(DataDocument::address).map(DataDocument::located))
			.or(() -> {
				Matcher authority = AUTHORITY.matcher(id());
				return authority.matches() ? Optional.of(DatasetNaming
					.of(Masking.address(authority.group(1)), (isModel() ? "" : "datasets/") + this.told.name())
					.urn()) : Optional.empty();
			})
			.orElse(null);
	}

	/**
	 * Its version; null where none is told.
	 * @param data its key, or null where that is not known
	 */
	@Nullable StatedVersion version(@Nullable Urn data) {
		String version = hub().map(HubPackage::version)
			.or(() -> this.told.text("packageVersion").map((text) -> "spdx:" + text))
			.or(this::digest)
			.orElse(null);
		return (data != null && version != null) ? new StatedVersion(Urn.version(data, version), data, false) : null;
	}

	/** The hash of its content, {@code sha256:hex}. */
	Optional<String> digest() {
		return Stream.of("sha256", "sha512")
			.flatMap((algorithm) -> LinkedData.values(this.told.at("verifiedUsing"))
				.stream()
				.filter((hash) -> hash.text("algorithm").orElse("").toLowerCase(Locale.ROOT).equals(algorithm))
				.flatMap((hash) -> hash.text("hashValue").stream())
				.map((value) -> value.strip().toLowerCase(Locale.ROOT))
				.filter((value) -> value.matches(algorithm.equals("sha256") ? "[0-9a-f]{64}" : "[0-9a-f]{128}"))
				.map((value) -> algorithm + ":" + value))
			.findFirst();
	}

	/** The package URL by which a library is known. */
	Optional<String> purl() {
		return this.told.text("packageUrl").filter((purl) -> purl.startsWith("pkg:"));
	}

}
