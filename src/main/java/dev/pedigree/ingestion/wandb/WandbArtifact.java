package dev.pedigree.ingestion.wandb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;

/**
 * An artifact of W&B as a version of one collection.
 *
 * @param data the key of the collection
 * @param model whether it is a model; else it is a dataset
 * @param location the address, the same in all collections
 */
record WandbArtifact(Urn data, String version, boolean model, String location, Instant createdAt, @Nullable Long size) {

	/** Types of W&B's own artifacts for code, tables and results. */
	private static final Set<String> INTERNAL = Set.of("job", "code", "run_table");

	/** Reads an artifact; its member of a collection has collection and version. */
	static WandbArtifact of(PayloadNode member, PayloadNode artifact, String instance) {
		return new WandbArtifact(Urn.data(Project.of(member).namespace(instance), member.at("collection").required()),
				"wandb:" + member.at("version").required(), member.at("type").required().equals("model"),
				"wandb-artifact://" + instance + "/" + number(artifact.at("id").required()),
				EventTime.of(artifact.at("createdAt")).at(), PayloadNode.count(artifact.node(), "size"));
	}

	/** Whether a link is complete and not one of W&B's own artifacts. */
	static boolean isData(PayloadNode link) {
		String type = link.text("type").orElse("wandb");
		return Stream.of("id", "entity", "project", "collection", "version", "createdAt")
			.allMatch((member) -> link.text(member).isPresent()) && !INTERNAL.contains(type)
				&& !type.startsWith("wandb");
	}

	/** Decodes the number of an id, base64 of {@code Artifact:517}. */
	private static String number(String id) {
		try {
			String plain = new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8);
			return plain.matches("\\w+:\\d+") ? plain.substring(plain.indexOf(':') + 1) : id;
		}
		catch (IllegalArgumentException ex) {
			return id;
		}
	}

	StatedVersion stated() {
		return new StatedVersion(Urn.version(this.data, this.version), this.data, false);
	}

	DataUse use() {
		return new DataUse(this.data, Set.of(), this.version, this.model, DataUse.WriteMode.UNKNOWN, null, null, false,
				null, this.size);
	}

}
