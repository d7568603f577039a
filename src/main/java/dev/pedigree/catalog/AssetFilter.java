package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/** The filter of a list of assets, as the SDL describes it; null does not filter. */
public record AssetFilter(@Nullable String team, @Nullable String tag, @Nullable String namespace,
		@Nullable List<Lifecycle> lifecycle, @Nullable Boolean described, @Nullable Boolean owned,
		@Nullable Instant updatedSince, @Nullable String task) {

	/** Every asset. */
	public static final AssetFilter NONE = new AssetFilter(null, null, null, null, null, null, null, null);

	/** The stage of a model between first experiment and retirement. */
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
		return Row.map("team", this.team, "tag", this.tag, "namespace", this.namespace, "lifecycle", this.lifecycle,
				"described", this.described, "owned", this.owned, "updatedSince", this.updatedSince, "task", this.task);
	}

}
