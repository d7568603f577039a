package dev.pedigree.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetProperty.PropertyType;

import org.springframework.stereotype.Component;

/**
 * The properties of assets: wiring, editors, inventories and documentation read this one
 * list. Ask it each time: it may grow while the catalog runs.
 */
@Component
public class PropertyRegistry {

	private static final List<AssetProperty> BUILT_IN = List.of(
	// @formatter:off
			editable("displayName", "displayName", PropertyType.LINE, AssetProperty.EVERY),
			editable("description", "documentation", PropertyType.TEXT, AssetProperty.EVERY).searched(2),
			editable("tags", "tags", PropertyType.NAMES, AssetProperty.EVERY).searched(4),
			editable("purpose", "card", PropertyType.TEXT, AssetKind.MODEL),
			editable("intendedUses", "card", PropertyType.TEXTS, AssetKind.MODEL),
			editable("outOfScopeUses", "card", PropertyType.TEXTS, AssetKind.MODEL),
			editable("limitations", "card", PropertyType.TEXTS, AssetKind.MODEL),
			editable("failureModes", "card", PropertyType.TEXTS, AssetKind.MODEL),
			editable("lifecycle", "card", PropertyType.LIFECYCLE, AssetKind.MODEL),
			editable("riskTier", "card", PropertyType.LINE, AssetKind.MODEL),
			editable("framework", "model", PropertyType.LINE, AssetKind.MODEL_VERSION),
			editable("artifactUri", "model", PropertyType.ADDRESS, AssetKind.MODEL_VERSION),
			editable("digest", "model", PropertyType.DIGEST, AssetKind.MODEL_VERSION),
			editable("dependencies", "dependencies", PropertyType.PACKAGES, AssetKind.MODEL_VERSION),
			captured("task", "model", PropertyType.LINE, AssetKind.MODEL, AssetKind.MODEL_VERSION),
			captured("registered", "registry", PropertyType.VALUE, AssetKind.MODEL, AssetKind.MODEL_VERSION),
			captured("license", "license", PropertyType.LINE, AssetKind.MODEL, AssetKind.DATASET),
			captured("licenses", "license", PropertyType.TEXTS, AssetKind.MODEL, AssetKind.DATASET),
			captured("pythonVersion", "flavors", PropertyType.LINE, AssetKind.MODEL_VERSION),
			captured("stage", "stage", PropertyType.LINE, AssetKind.MODEL_VERSION),
			captured("inputs", "signature", PropertyType.TEXTS, AssetKind.MODEL_VERSION),
			captured("outputs", "signature", PropertyType.TEXTS, AssetKind.MODEL_VERSION),
			captured("parameters", "signature", PropertyType.TEXTS, AssetKind.MODEL_VERSION),
			captured("flavors", "flavors", PropertyType.TEXTS, AssetKind.MODEL_VERSION),
			captured("storageLayer", "storage", PropertyType.LINE, AssetKind.DATASET),
			captured("fileFormat", "storage", PropertyType.LINE, AssetKind.DATASET),
			captured("datasetType", "datasetType", PropertyType.LINE, AssetKind.DATASET),
			captured("uri", "storage", PropertyType.ADDRESS, AssetKind.DATASET),
			captured("sensitivity", "sensitivity", PropertyType.TEXTS, AssetKind.DATASET),
			captured("gone", "", PropertyType.VALUE, AssetKind.DATASET),
			captured("rowCount", "", PropertyType.VALUE, AssetKind.DATASET_VERSION),
			captured("byteSize", "", PropertyType.VALUE, AssetKind.DATASET_VERSION),
			captured("jobType", "jobType", PropertyType.LINE, AssetKind.JOB),
			captured("integration", "jobType", PropertyType.LINE, AssetKind.JOB),
			captured("processingType", "jobType", PropertyType.LINE, AssetKind.JOB),
			captured("startedAt", "", PropertyType.VALUE, AssetKind.RUN),
			captured("endedAt", "", PropertyType.VALUE, AssetKind.RUN),
			captured("error", "", PropertyType.TEXT, AssetKind.RUN),
			captured("endpoint", "", PropertyType.ADDRESS, AssetKind.DEPLOYMENT),
			captured("ready", "health", PropertyType.VALUE, AssetKind.DEPLOYMENT),
			captured("problem", "health", PropertyType.TEXT, AssetKind.DEPLOYMENT),
			captured("commit", "rollout", PropertyType.LINE, AssetKind.DEPLOYMENT),
			captured("commitRef", "rollout", PropertyType.LINE, AssetKind.DEPLOYMENT),
			captured("rollout", "rollout", PropertyType.LINE, AssetKind.DEPLOYMENT),
			captured("rolloutUrl", "rollout", PropertyType.ADDRESS, AssetKind.DEPLOYMENT),
			captured("rolledOutBy", "rollout", PropertyType.LINE, AssetKind.DEPLOYMENT));
			// @formatter:on

	private static AssetProperty editable(String name, String group, PropertyType type, AssetKind kind) {
		return editable(name, group, type, EnumSet.of(kind));
	}

	private static AssetProperty editable(String name, String group, PropertyType type, Set<AssetKind> kinds) {
		return new AssetProperty(name, group, type, kinds, true, 0);
	}

	private static AssetProperty captured(String name, String group, PropertyType type, AssetKind first,
			AssetKind... more) {
		return new AssetProperty(name, group, type, EnumSet.of(first, more), false, 0);
	}

	/** Returns all properties, in the order of a form. */
	public List<AssetProperty> all() {
		return BUILT_IN;
	}

	/** Returns the properties of a kind, in the order in which people read them. */
	public List<AssetProperty> of(AssetKind kind) {
		return all().stream().filter((property) -> property.kinds().contains(kind)).toList();
	}

	/** The properties of a kind that curators can set. */
	public List<AssetProperty> editable(AssetKind kind) {
		return of(kind).stream().filter(AssetProperty::editable).toList();
	}

	/** The properties that curators can set on every asset. */
	public List<AssetProperty> common() {
		return all().stream().filter((property) -> property.editable() && property.isCommon()).toList();
	}

	/** Returns the properties whose words a search finds. */
	public List<AssetProperty> searched() {
		return all().stream().filter((property) -> property.searchWeight() > 0).toList();
	}

	/**
	 * The property with a name that curators can set.
	 * @throws IllegalArgumentException when there is none
	 */
	public AssetProperty editable(String name) {
		return all().stream()
			.filter((property) -> property.editable() && property.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Curators cannot set " + name));
	}

}
