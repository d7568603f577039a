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

	/** A group of people, with a unique name; contact is a channel or a page. */
	record Team(String id, String name, @Nullable String email, @Nullable String contact) implements Owner {

		static Team of(Map<String, Object> properties) {
			Row node = new Row(properties);
			return new Team(node.text("urn"), node.text("name"), node.maybeText("email"), node.maybeText("contact"));
		}

	}

	/** A person, with a urn made of the e-mail address; inactive after leaving. */
	record Person(String id, String name, @Nullable String email, boolean active) implements Owner {

		static Person of(Map<String, Object> properties) {
			Row node = new Row(properties);
			return new Person(node.text("urn"), node.text("name"), node.maybeText("email"),
					!Boolean.FALSE.equals(node.value("active")));
		}

	}

}
