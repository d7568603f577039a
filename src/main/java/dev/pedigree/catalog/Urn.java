package dev.pedigree.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The id of a node, built from what identifies it. Data and models share one space,
 * because OpenLineage calls both datasets and the catalog may only later learn that one
 * is a model (semantics, Identity). It is not parsed: namespace, name and version are
 * properties beside it.
 *
 * @param value {@code data:s3://lake|features}, {@code version:s3://lake|features|ol:3},
 * {@code run:airflow|train|4f..}; at most {@value #LONGEST} bytes
 * @param namespace of the asset (a run: of its job)
 * @param name of the asset (a run: its run id)
 * @param version of a version, {@code scheme:value}
 */
public record Urn(String value, String namespace, String name, @Nullable String version) implements Comparable<Urn> {

	/** Longer urns end in a hash after a readable head: keys have a limit of 8 KB. */
	static final int LONGEST = 1024;

	/** A dataset or model, by its normalised OpenLineage key. */
	public static Urn data(String namespace, String name) {
		return of(AssetKind.DATASET, namespace, name);
	}

	/** A version of data, written {@code scheme:value}. */
	public static Urn version(Urn data, String version) {
		return new Urn(value("version", data.namespace, data.name, version), data.namespace, data.name, version);
	}

	/**
	 * An asset of the standing level, by its kind; a dataset or model as {@link #data}.
	 */
	public static Urn of(AssetKind kind, String namespace, String name) {
		return new Urn(value(scheme(kind), namespace, name), namespace, name, null);
	}

	private static String scheme(AssetKind kind) {
		return kind.isData() ? "data" : kind.name().toLowerCase(Locale.ROOT);
	}

	/** The kind of a key of the standing level: DATASET for a dataset or model. */
	public AssetKind kind() {
		return AssetKind.standing()
			.stream()
			.filter((kind) -> this.value.startsWith(scheme(kind) + ":"))
			.findFirst()
			.orElse(AssetKind.DATASET);
	}

	public static Urn job(String namespace, String name) {
		return of(AssetKind.JOB, namespace, name);
	}

	/** The job of a declaration of data without a job. */
	public static Urn declaredJob(Urn data) {
		return job(data.namespace, "declared:" + data.name);
	}

	/** A run, by its job and run id: some producers reuse one run id for two jobs. */
	public static Urn run(Urn job, String runId) {
		return new Urn(value("run", job.namespace, job.name, runId), job.namespace, runId, null);
	}

	/** A field of data; the names of nested fields are joined by dots. */
	public static Urn field(Urn data, String name) {
		return new Urn(value("field", data.namespace, data.name, name), data.namespace, name, null);
	}

	public static Urn deployment(String namespace, String name) {
		return of(AssetKind.DEPLOYMENT, namespace, name);
	}

	public static Urn team(String name) {
		return new Urn(value("team", name), "", name, null);
	}

	/** A person, by e-mail address in any case. */
	public static Urn person(String email) {
		String key = email.strip().toLowerCase(Locale.ROOT);
		return new Urn(value("person", key), "", key, null);
	}

	/** A measurement of a model version, by its data and its time if that is known. */
	public static Urn evaluation(Urn model, String name, String data, @Nullable Instant at) {
		return new Urn(value("evaluation", model.value, name, data, (at != null) ? at.toString() : ""), "", name, null);
	}

	public static Urn regulation(String id) {
		return new Urn(value("regulation", id), "", id, null);
	}

	/** A requirement, by its name within its regulation. */
	public static Urn requirement(Urn regulation, String id) {
		return new Urn(value("requirement", regulation.name, id), "", id, null);
	}

	/** An artifact of an unknown version. */
	public static Urn artifact(String key) {
		return new Urn(limited("artifact:" + key), "", key, null);
	}

	/** A version that several registries have, by the key of its artifact. */
	public static Urn shared(String key) {
		return new Urn(value("version", "artifact", key), "", key, null);
	}

	public static Urn environment(String name) {
		return new Urn(value("environment", name), "", name, null);
	}

	/** The urn for statements about an asset; of a shared version, the first one. */
	public static Urn of(Asset asset) {
		String version = asset.version();
		return (version != null) ? version(data(asset.namespace(), asset.name()), version)
				: new Urn(asset.urn(), asset.namespace(), asset.name(), null);
	}

	/** Whether it names a run, which observations create and upserts do not. */
	public boolean isRun() {
		return this.value.startsWith("run:");
	}

	/** Byte order, which determines the id of merged assets and the order of locks. */
	@Override
	public int compareTo(Urn other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Urn urn && this.value.equals(urn.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value;
	}

	/** The urn with the normal form of the name of data, a version or an artifact. */
	static String normalised(String id) {
		int colon = id.indexOf(':');
		String space = (colon > 0) ? id.substring(0, colon) : "";
		String[] parts = id.substring(colon + 1).split("\\|", -1);
		if (space.equals("artifact")) {
			return ArtifactKey.of(id.substring(colon + 1)).urn().value;
		}
		if (parts.length == 2 && space.equals("data")) {
			return DatasetNaming.of(plain(parts[0]), plain(parts[1])).urn().value;
		}
		if (parts.length == 3 && space.equals("version")) {
			return version(DatasetNaming.of(plain(parts[0]), plain(parts[1])).urn(), plain(parts[2])).value;
		}
		return id;
	}

	/** Unescapes a part of a urn. */
	static String plain(String part) {
		return part.replace("%7C", "|").replace("%25", "%");
	}

	private static String value(String space, String... parts) {
		StringBuilder urn = new StringBuilder(space).append(':');
		for (int i = 0; i < parts.length; i++) {
			urn.append((i > 0) ? "|" : "").append(parts[i].replace("%", "%25").replace("|", "%7C"));
		}
		return limited(urn.toString());
	}

	private static String limited(String urn) {
		byte[] bytes = urn.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= LONGEST) ? urn : urn.substring(0, LONGEST / 4) + "~" + sha256(bytes);
	}

	/** The SHA-256 of a text in UTF-8, in hex. */
	public static String sha256(String text) {
		return sha256(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
