package dev.pedigree.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.catalog.AssetKind;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a graph that the rules of order decide, whether computed by the oracle or
 * read from the store. Nodes are named by their urns.
 *
 * @param assets data, jobs and runs
 * @param flows edges between standing assets, now and then
 * @param versions versions of data
 * @param fed edges between versions and runs, and between versions
 * @param runOf the job of each run
 * @param partOf the run that started a run
 * @param aliases every other key of merged data, and the data that it finds
 * @param renames data, and what it was renamed to
 */
record OracleGraph(Map<String, Asset> assets, Set<Flow> flows, Map<String, Version> versions, Set<Fed> fed,
		Map<String, String> runOf, Map<String, String> partOf, Map<String, String> aliases, Set<Rename> renames) {

	/**
	 * An asset that is no version.
	 *
	 * @param kind what it is
	 * @param createdAt the least event time that mentions it; null for a run
	 * @param updatedAt the greatest event time that mentions it; null for a run
	 * @param gone whether it was dropped and not written since
	 */
	record Asset(AssetKind kind, @Nullable Instant createdAt, @Nullable Instant updatedAt, boolean gone) {
	}

	/**
	 * A standing edge; FEEDS while it has no end, FED once it has.
	 */
	record Flow(String from, String to, String source, Instant since, @Nullable Instant until, Instant lastConfirmed) {

		/** Whether it held at a moment: the interval is half-open. */
		boolean holdsAt(Instant moment) {
			return !this.since.isAfter(moment) && (this.until == null || this.until.isAfter(moment));
		}

	}

	/**
	 * A version of data.
	 *
	 * @param asset the data
	 * @param version its name, {@code scheme:value}
	 * @param kind DATASET_VERSION or MODEL_VERSION
	 * @param at when it was made; null while its run goes on, and when nobody wrote it
	 * @param eligibleAt from when it is read implicitly; null for never
	 * @param partial whether a failed run left it behind
	 */
	record Version(String asset, String version, AssetKind kind, @Nullable Instant at, @Nullable Instant eligibleAt,
			boolean partial) {
	}

	/**
	 * A recorded edge.
	 *
	 * @param binding STATED, NEWEST or INITIAL for a read, CARRIED or INFERRED between
	 * versions, null for a write
	 */
	record Fed(String from, String to, @Nullable String binding) {
	}

	/** One name after another. */
	record Rename(String from, String to) {
	}

	/**
	 * Every fact as one line of text, sorted, with a namespace left out of the names, so
	 * that a difference between two graphs reads well.
	 */
	List<String> lines(String namespace) {
		Set<String> lines = new TreeSet<>();
		this.assets.forEach((urn, asset) -> lines.add("asset " + urn + " " + asset.kind() + between(asset)));
		lines.addAll(flowLines());
		this.versions.forEach((urn, version) -> lines.add("version " + urn + " " + version.kind() + " of "
				+ version.asset() + " at " + version.at() + " eligible " + version.eligibleAt() + partial(version)));
		lines.addAll(fedLines());
		this.runOf.forEach((run, job) -> lines.add("run " + run + " of " + job));
		this.partOf.forEach((run, parent) -> lines.add("part " + run + " of " + parent));
		this.aliases.forEach((key, urn) -> lines.add("alias " + key + " finds " + urn));
		this.renames.forEach((rename) -> lines.add("renamed " + rename.from() + " > " + rename.to()));
		return lines.stream().map((line) -> line.replace(namespace + "|", "")).toList();
	}

	private Set<String> flowLines() {
		Set<String> lines = new TreeSet<>();
		for (Flow flow : this.flows) {
			lines.add("flow " + flow.from() + " > " + flow.to() + " " + flow.source() + " [" + flow.since() + ", "
					+ ((flow.until() != null) ? flow.until() : "now") + ") confirmed " + flow.lastConfirmed());
		}
		return lines;
	}

	private Set<String> fedLines() {
		Set<String> lines = new TreeSet<>();
		for (Fed edge : this.fed) {
			lines
				.add("fed " + edge.from() + " > " + edge.to() + ((edge.binding() != null) ? " " + edge.binding() : ""));
		}
		return lines;
	}

	private static String between(Asset asset) {
		String between = (asset.createdAt() != null) ? " " + asset.createdAt() + ".." + asset.updatedAt() : "";
		return between + (asset.gone() ? " gone" : "");
	}

	private static String partial(Version version) {
		return version.partial() ? " partial" : "";
	}

}
