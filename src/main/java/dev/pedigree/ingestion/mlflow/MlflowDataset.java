package dev.pedigree.ingestion.mlflow;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A dataset that a run of MLflow logged. The key is global if the dataset's source states
 * an address; else it is qualified by the experiment, because MLflow's names and digests
 * are not unique.
 *
 * @param digest a hash of some of its rows
 * @param version {@code scheme:value}
 */
record MlflowDataset(String name, String digest, DatasetNaming naming, String version, @Nullable Long rows,
		boolean evaluation) {

	static MlflowDataset of(PayloadNode input, String namespace, String experiment) {
		PayloadNode dataset = input.at("dataset").object();
		String name = dataset.name();
		String digest = dataset.at("digest").required();
		JsonNode source = PayloadNode.json(dataset.node().path("source").asString(""));
		JsonNode delta = source.path("delta_table_version");
		String revision = source.path("revision").asString("");
		String version = delta.isIntegralNumber() ? "delta:" + delta.asString()
				: !revision.isBlank() ? "git:" + revision : "mlflow-digest:" + digest;
		DatasetNaming naming = globalKey(dataset.text("source_type").orElse(""), source, namespace)
			.orElseGet(() -> DatasetNaming.of(namespace + "/experiments/" + experiment, name));
		return new MlflowDataset(name, digest, naming, version,
				PayloadNode.count(PayloadNode.json(dataset.node().path("profile").asString("")), "num_rows"),
				evaluates(input));
	}

	/**
	 * Whether the logged context is not training. It is free text: {@code training},
	 * {@code train}, {@code fine-tuning}, or {@code evaluation}, {@code eval},
	 * {@code test}, {@code validation}. Data without a context are training data.
	 */
	private static boolean evaluates(PayloadNode input) {
		for (JsonNode tag : input.node().path("tags").values()) {
			if (tag.path("key").asString("").equals("mlflow.data.context")) {
				String context = tag.path("value").asString("").strip().toLowerCase(Locale.ROOT);
				return !context.isEmpty() && !context.contains("train") && !context.contains("tun");
			}
		}
		return false;
	}

	private static Optional<DatasetNaming> globalKey(String type, JsonNode source, String namespace) {
		return switch (type) {
			case "hugging_face" ->
				PayloadNode.text(source, "path").map((path) -> DatasetNaming.of("hf", "datasets/" + path));
			case "delta_table" -> PayloadNode.text(source, "delta_table_name")
				.filter((table) -> source.path("is_databricks_uc_table").asBoolean(false))
				.map((table) -> DatasetNaming.of("unitycatalog://" + namespace.replaceFirst("^mlflow://", ""), table))
				.or(() -> PayloadNode.text(source, "path").map(DatasetNaming::ofLocation));
			case "spark" -> PayloadNode.text(source, "path").map(DatasetNaming::ofLocation);
			// A local path is not unique across machines.
			case "local", "code", "" -> Optional.empty();
			default -> PayloadNode.text(source, "uri")
				.or(() -> PayloadNode.text(source, "url"))
				.filter((uri) -> uri.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.+"))
				.map(DatasetNaming::ofLocation);
		};
	}

	boolean isMeasuredBy(JsonNode metric) {
		return this.name.equals(metric.path("dataset_name").asString(""))
				&& this.digest.equals(metric.path("dataset_digest").asString(""));
	}

	StatedVersion stated() {
		Urn data = this.naming.urn();
		return new StatedVersion(Urn.version(data, this.version), data, false);
	}

	DataUse use() {
		DataUse use = new DataUse(this.naming.urn(), Set.of(), this.version, false, DataUse.WriteMode.UNKNOWN,
				this.naming.partition(), null, false, this.rows, null);
		return this.evaluation ? use.asEvaluation() : use;
	}

}
