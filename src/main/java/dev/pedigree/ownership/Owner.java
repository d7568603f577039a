package dev.pedigree.ownership;

import java.util.Collection;
import java.util.Map;

import dev.pedigree.catalog.Node;
import dev.pedigree.graph.Row;
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
	 * @param contact another way to contact it: a channel, a page
	 */
	record Team(String id, String name, @Nullable String email, @Nullable String contact) implements Owner {

		static Team of(Map<String, Object> properties) {
			Row node = new Row(properties);
			return new Team(node.text("urn"), node.text("name"), node.maybeText("email"), node.maybeText("contact"));
		}

	}

	/**
	 * A person.
	 *
	 * @param id the urn, made of the e-mail address
	 * @param name display name
	 * @param active false for a person who has left
	 */
	record Person(String id, String name, @Nullable String email, boolean active) implements Owner {

		static Person of(Map<String, Object> properties) {
			Row node = new Row(properties);
			return new Person(node.text("urn"), node.text("name"), node.maybeText("email"),
					!Boolean.FALSE.equals(node.value("active")));
		}

	}

}
