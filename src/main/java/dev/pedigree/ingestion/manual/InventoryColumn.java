package dev.pedigree.ingestion.manual;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.pedigree.catalog.NearestName;
import org.jspecify.annotations.Nullable;

/** The columns that a model inventory may have, in the order of the sample file. */
enum InventoryColumn {

	NAMESPACE("namespace"), MODEL("model"), DISPLAY_NAME("displayName"), DESCRIPTION("description"), TAGS("tags"),
	PURPOSE("purpose"), INTENDED_USES("intendedUses"), OUT_OF_SCOPE_USES("outOfScopeUses"), LIMITATIONS("limitations"),
	FAILURE_MODES("failureModes"), LIFECYCLE("lifecycle"), RISK_TIER("riskTier"), OWNER("owner"),
	OWNER_ROLE("ownerRole"), VERSION("version"), FRAMEWORK("framework"), ARTIFACT_URI("artifactUri"), DIGEST("digest"),
	DEPENDENCIES("dependencies"), DEPLOYMENT_NAMESPACE("deploymentNamespace"), DEPLOYMENT("deployment"),
	ENVIRONMENT("environment"), TIER("tier"), SERVED_SINCE("servedSince");

	/** What a file, and each of its lines, must have. */
	static final List<InventoryColumn> REQUIRED = List.of(NAMESPACE, MODEL);

	private final String title;

	InventoryColumn(String title) {
		this.title = title;
	}

	/** The name of the column; properties of models and versions have the same one. */
	String title() {
		return this.title;
	}

	/** The columns without which this one makes no sense in a line. */
	List<InventoryColumn> needs() {
		return switch (this) {
			case OWNER_ROLE -> List.of(OWNER);
			case FRAMEWORK, ARTIFACT_URI, DIGEST, DEPENDENCIES -> List.of(VERSION);
			case DEPLOYMENT -> List.of(DEPLOYMENT_NAMESPACE, VERSION, ENVIRONMENT);
			case DEPLOYMENT_NAMESPACE, ENVIRONMENT, SERVED_SINCE -> List.of(DEPLOYMENT);
			case TIER -> List.of(ENVIRONMENT);
			case NAMESPACE, MODEL, DISPLAY_NAME, DESCRIPTION, TAGS, PURPOSE, INTENDED_USES, OUT_OF_SCOPE_USES,
					LIMITATIONS, FAILURE_MODES, LIFECYCLE, RISK_TIER, OWNER, VERSION ->
				List.of();
		};
	}

	/**
	 * The column that a header means, whatever its case, blanks and underscores; null
	 * when there is none.
	 */
	static @Nullable InventoryColumn of(String header) {
		String plain = plain(header);
		return Arrays.stream(values()).filter((column) -> plain(column.title).equals(plain)).findAny().orElse(null);
	}

	/** The column of that very name. */
	static InventoryColumn valueOfTitle(String title) {
		return Arrays.stream(values()).filter((column) -> column.title.equals(title)).findAny().orElseThrow();
	}

	/** Why a header is refused: with the name that it may be meant to be. */
	static String unknown(String header) {
		String plain = plain(header);
		InventoryColumn nearest = Arrays.stream(values())
			.min(Comparator.comparingInt((column) -> NearestName.editDistance(plain(column.title), plain)))
			.orElseThrow();
		return (NearestName.editDistance(plain(nearest.title), plain) <= Math.max(2, plain.length() / 3))
				? "is not known; the nearest is " + nearest.title : "is not known; there are "
						+ String.join(", ", Arrays.stream(values()).map(InventoryColumn::title).toList());
	}

	private static String plain(String header) {
		return header.replaceAll("[\\s_]", "").toLowerCase(Locale.ROOT);
	}

}
