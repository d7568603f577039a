package dev.pedigree.ingestion.connector;

import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import org.jspecify.annotations.Nullable;

/** Translates the state of a rollout by a deployment pipeline, such as GitHub Actions. */
public final class Rollouts {

	private Rollouts() {
	}

	/**
	 * Describes a deployment by the state of its rollout.
	 * @param node has {@code sha}, {@code ref} and {@code by}
	 * @param url the page of the rollout; null if none
	 */
	public static void describe(TranslationBuilder translation, Urn deployment, PayloadNode node, String state,
			@Nullable String url) {
		translation.describePresent(deployment, "rollout",
				Map.of("rollout", Optional.of(state), "commit", Optional.of(node.at("sha").required()), "commitRef",
						node.text("ref"), "rolledOutBy", node.text("by"), "rolloutUrl",
						Optional.ofNullable(url).map(Masking::address)));
	}

}
