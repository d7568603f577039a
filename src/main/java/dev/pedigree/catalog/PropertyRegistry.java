package dev.pedigree.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetProperty.Type;

import org.springframework.stereotype.Component;

/**
 * The properties of assets: wiring, editors, inventories and documentation read this one
 * list. Ask it each time: it may grow while the catalog runs.
 */
@Component
public class PropertyRegistry {

	private static final List<AssetProperty> BUILT_IN = List.of(
	// @formatter:off
			editable("displayName", "displayName", Type.LINE, AssetProperty.EVERY),
			editable("description", "documentation", Type.TEXT, AssetProperty.EVERY),
			editable("tags", "tags", Type.NAMES, AssetProperty.EVERY),
			editable("purpose", "card", Type.TEXT, AssetKind.MODEL),
			editable("intendedUses", "card", Type.TEXTS, AssetKind.MODEL),
			editable("outOfScopeUses", "card", Type.TEXTS, AssetKind.MODEL),
			editable("limitations", "card", Type.TEXTS, AssetKind.MODEL),
			editable("failureModes", "card", Type.TEXTS, AssetKind.MODEL),
			editable("lifecycle", "card", Type.LIFECYCLE, AssetKind.MODEL),
			editable("riskTier", "card", Type.LINE, AssetKind.MODEL),
			editable("framework", "model", Type.LINE, AssetKind.MODEL_VERSION),
			editable("artifactUri", "model", Type.ADDRESS, AssetKind.MODEL_VERSION),
			editable("digest", "model", Type.DIGEST, AssetKind.MODEL_VERSION),
			editable("dependencies", "dependencies", Type.PACKAGES, AssetKind.MODEL_VERSION),
			captured("task", "model", Type.LINE, AssetKind.MODEL, AssetKind.MODEL_VERSION),
			captured("registered", "registry", Type.VALUE, AssetKind.MODEL, AssetKind.MODEL_VERSION),
			captured("license", "license", Type.LINE, AssetKind.MODEL, AssetKind.DATASET),
			captured("licenses", "license", Type.TEXTS, AssetKind.MODEL, AssetKind.DATASET),
			captured("pythonVersion", "flavors", Type.LINE, AssetKind.MODEL_VERSION),
			captured("stage", "stage", Type.LINE, AssetKind.MODEL_VERSION),
			captured("inputs", "signature", Type.TEXTS, AssetKind.MODEL_VERSION),
			captured("outputs", "signature", Type.TEXTS, AssetKind.MODEL_VERSION),
			captured("parameters", "signature", Type.TEXTS, AssetKind.MODEL_VERSION),
			captured("flavors", "flavors", Type.TEXTS, AssetKind.MODEL_VERSION),
			captured("storageLayer", "storage", Type.LINE, AssetKind.DATASET),
			captured("fileFormat", "storage", Type.LINE, AssetKind.DATASET),
			captured("datasetType", "datasetType", Type.LINE, AssetKind.DATASET),
			captured("uri", "storage", Type.ADDRESS, AssetKind.DATASET),
			captured("sensitivity", "sensitivity", Type.TEXTS, AssetKind.DATASET),
			captured("gone", "", Type.VALUE, AssetKind.DATASET),
			captured("rowCount", "", Type.VALUE, AssetKind.DATASET_VERSION),
			captured("byteSize", "", Type.VALUE, AssetKind.DATASET_VERSION),
			captured("jobType", "jobType", Type.LINE, AssetKind.JOB),
			captured("integration", "jobType", Type.LINE, AssetKind.JOB),
			captured("processingType", "jobType", Type.LINE, AssetKind.JOB),
			captured("startedAt", "", Type.VALUE, AssetKind.RUN),
			captured("endedAt", "", Type.VALUE, AssetKind.RUN),
			captured("error", "", Type.TEXT, AssetKind.RUN),
			captured("endpoint", "", Type.ADDRESS, AssetKind.DEPLOYMENT),
			captured("ready", "condition", Type.VALUE, AssetKind.DEPLOYMENT),
			captured("problem", "condition", Type.TEXT, AssetKind.DEPLOYMENT),
			captured("commit", "rollout", Type.LINE, AssetKind.DEPLOYMENT),
			captured("commitRef", "rollout", Type.LINE, AssetKind.DEPLOYMENT),
			captured("rollout", "rollout", Type.LINE, AssetKind.DEPLOYMENT),
			captured("rolloutUrl", "rollout", Type.ADDRESS, AssetKind.DEPLOYMENT),
			captured("rolledOutBy", "rollout", Type.LINE, AssetKind.DEPLOYMENT));
			// @formatter:on

	private static AssetProperty editable(String name, String group, Type type, AssetKind kind) {
		return editable(name, group, type, EnumSet.of(kind));
	}

	private static AssetProperty editable(String name, String group, Type type, Set<AssetKind> kinds) {
		return new AssetProperty(name, group, type, kinds, true);
	}

	private static AssetProperty captured(String name, String group, Type type, AssetKind first, AssetKind... more) {
		return new AssetProperty(name, group, type, EnumSet.of(first, more), false);
	}

	/** The properties of a kind, in the order in which people read them. */
	public List<AssetProperty> of(AssetKind kind) {
		return BUILT_IN.stream().filter((property) -> property.kinds().contains(kind)).toList();
	}

	/** The properties of a kind that curators can set. */
	public List<AssetProperty> editable(AssetKind kind) {
		return of(kind).stream().filter(AssetProperty::editable).toList();
	}

	/** The properties that curators can set on every asset. */
	public List<AssetProperty> common() {
		return BUILT_IN.stream().filter((property) -> property.editable() && property.isCommon()).toList();
	}

	/**
	 * The property with a name that curators can set.
	 * @throws IllegalArgumentException when there is none
	 */
	public AssetProperty editable(String name) {
		return BUILT_IN.stream()
			.filter((property) -> property.editable() && property.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Curators cannot set " + name));
	}

}
