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
 * An artifact as a version of one collection.
 *
 * @param data the collection
 * @param version {@code wandb:v3}
 * @param model whether it is a model; all others are data
 * @param location where it lies, the same in every collection that has it
 * @param made when
 * @param size in bytes; null when unstated
 */
record WandbArtifact(Urn data, String version, boolean model, String location, Instant made, @Nullable Long size) {

	/** Types by which W&B keeps code, tables and results of its own. */
	private static final Set<String> INTERNAL = Set.of("job", "code", "run_table");

	/** A version of a collection, {@code artifact} being what is told of it. */
	static WandbArtifact of(PayloadNode member, PayloadNode artifact, String instance) {
		return new WandbArtifact(Project.of(member).collection(instance, member.at("collection").required()),
				"wandb:" + member.at("version").required(), member.at("type").required().equals("model"),
				"wandb-artifact://" + instance + "/" + number(artifact.at("id").required()),
				EventTime.of(artifact.at("createdAt")).at(), PayloadNode.count(artifact.node(), "size"));
	}

	/** Whether it is told where it belongs, and it is none of W&B's own. */
	static boolean isData(PayloadNode link) {
		String type = link.text("type").orElse("wandb");
		return Stream.of("id", "entity", "project", "collection", "version", "createdAt")
			.allMatch((member) -> link.text(member).isPresent()) && !INTERNAL.contains(type)
				&& !type.startsWith("wandb");
	}

	/** Ids are {@code Artifact:517} in base64; one that is not stays as it is. */
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
