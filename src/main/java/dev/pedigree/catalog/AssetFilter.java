package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which assets of a list are meant; what is null does not matter. The SDL says what each
 * means.
 */
public record AssetFilter(@Nullable String team, @Nullable String tag, @Nullable String namespace,
		@Nullable List<Lifecycle> lifecycle, @Nullable Boolean described, @Nullable Boolean owned,
		@Nullable Instant updatedSince, @Nullable String task) {

	/** Every asset. */
	public static final AssetFilter NONE = new AssetFilter(null, null, null, null, null, null, null, null);

	/** Where a model stands between first try and retirement. */
	public enum Lifecycle {

		EXPERIMENTAL, CANDIDATE, PRODUCTION, DEPRECATED, RETIRED, UNKNOWN;

		/** The lifecycle that a node states; UNKNOWN when it states none of these. */
		public static Lifecycle of(@Nullable String stated) {
			return Arrays.stream(values())
				.filter((value) -> value.name().equalsIgnoreCase(stated))
				.findAny()
				.orElse(UNKNOWN);
		}

	}

	/** The parameters of a list query. */
	public Map<String, @Nullable Object> parameters() {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("team", this.team);
		parameters.put("tag", this.tag);
		parameters.put("namespace", this.namespace);
		parameters.put("lifecycle", this.lifecycle);
		parameters.put("described", this.described);
		parameters.put("owned", this.owned);
		parameters.put("updatedSince", this.updatedSince);
		parameters.put("task", this.task);
		return parameters;
	}

}
