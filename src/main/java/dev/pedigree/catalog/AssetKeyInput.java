package dev.pedigree.catalog;

import java.util.Map;

import dev.pedigree.graph.Row;

/** The namespace and name that a curator states for an asset. */
public record AssetKeyInput(String namespace, String name) {

	/**
	 * Reads the key in a member of an input.
	 * @throws ClassCastException when it is none, which the schema excludes
	 */
	public static AssetKeyInput of(Map<String, Object> input, String member) {
		Row key = new Row(input).row(member);
		return new AssetKeyInput(key.text("namespace"), key.text("name"));
	}

	/** The key of a kind other than DATASET and MODEL. */
	public Urn urn(AssetKind kind, String argument) {
		AssetKeyInput key = checked(argument);
		return Urn.of(kind, key.namespace, key.name);
	}

	/** The key of data or of a model, normalised like those in messages. */
	public Urn data(String argument) {
		AssetKeyInput key = checked(argument);
		DatasetNaming naming = DatasetNaming.of(key.namespace, key.name);
		AssetKeyInput normal = new AssetKeyInput(naming.namespace(), naming.name()).checked(argument);
		return Urn.data(normal.namespace, normal.name);
	}

	private AssetKeyInput checked(String argument) {
		return new AssetKeyInput(InputValidation.name(argument + ".namespace", this.namespace),
				InputValidation.name(argument + ".name", this.name));
	}

}
