package dev.pedigree.ingestion.connector;

import java.util.HashMap;
import java.util.Map;

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
		Map<String, Object> values = new HashMap<>(Map.of("rollout", state, "commit", node.at("sha").required()));
		node.text("ref").ifPresent((ref) -> values.put("commitRef", ref));
		node.text("by").ifPresent((by) -> values.put("rolledOutBy", by));
		if (url != null) {
			values.put("rolloutUrl", Masking.address(url));
		}
		translation.describe(deployment, "rollout", values);
	}

}
