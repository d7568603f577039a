package dev.pedigree.catalog;

import java.util.Map;
import java.util.Objects;

/**
 * Where a name is unique, and the name, as a person tells them.
 */
public record AssetKeyInput(String namespace, String name) {

	/**
	 * The key that a member of an input holds.
	 * @throws ClassCastException when it is none, which the schema excludes
	 */
	public static AssetKeyInput of(Map<String, Object> input, String member) {
		Map<?, ?> key = (Map<?, ?>) Objects.requireNonNull(input.get(member));
		return new AssetKeyInput((String) Objects.requireNonNull(key.get("namespace")),
				(String) Objects.requireNonNull(key.get("name")));
	}

	/** The key of a deployment. */
	public Urn deployment(String argument) {
		return Urn.deployment(InputValidation.name(argument + ".namespace", this.namespace),
				InputValidation.name(argument + ".name", this.name));
	}

	/** The key of an application. */
	public Urn application(String argument) {
		return Urn.application(InputValidation.name(argument + ".namespace", this.namespace),
				InputValidation.name(argument + ".name", this.name));
	}

	/** The key of data or of a model, normalised as those in messages are. */
	public Urn data(String argument) {
		DatasetNaming naming = DatasetNaming.of(InputValidation.name(argument + ".namespace", this.namespace),
				InputValidation.name(argument + ".name", this.name));
		return Urn.data(InputValidation.name(argument + ".namespace", naming.namespace()),
				InputValidation.name(argument + ".name", naming.name()));
	}

}
