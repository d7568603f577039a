package dev.pedigree.ownership;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Node;
import org.jspecify.annotations.Nullable;

/** An owner of assets: a team or a person. */
public sealed interface Owner extends Node {

	String name();

	@Nullable String email();

	/** Reads the labels and properties of its node. */
	static Owner of(Collection<?> labels, Map<String, Object> properties) {
		return labels.contains("Team") ? Team.of(properties) : Person.of(properties);
	}

	/**
	 * A group of people.
	 *
	 * @param id its urn
	 * @param name unique among teams
	 * @param email its e-mail address
	 * @param contact another way to contact it: a channel, a page
	 */
	record Team(String id, String name, @Nullable String email, @Nullable String contact) implements Owner {

		static Team of(Map<String, Object> properties) {
			return new Team((String) Objects.requireNonNull(properties.get("urn")),
					(String) Objects.requireNonNull(properties.get("name")), (String) properties.get("email"),
					(String) properties.get("contact"));
		}

	}

	/**
	 * A person.
	 *
	 * @param id the urn, made of the e-mail address
	 * @param name display name
	 * @param email e-mail address
	 * @param active false for a person who has left
	 */
	record Person(String id, String name, @Nullable String email, boolean active) implements Owner {

		static Person of(Map<String, Object> properties) {
			return new Person((String) Objects.requireNonNull(properties.get("urn")),
					(String) Objects.requireNonNull(properties.get("name")), (String) properties.get("email"),
					!Boolean.FALSE.equals(properties.get("active")));
		}

	}

}
