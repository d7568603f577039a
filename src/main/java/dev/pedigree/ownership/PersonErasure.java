package dev.pedigree.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Erasures;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases the personal data of people. A former owner keeps their assets. Name and address
 * are replaced in all texts, and suppressed in later statements until an admin lifts the
 * erasure.
 */
@Service
@Transactional(timeout = 600)
class PersonErasure {

	private static final Logger log = LoggerFactory.getLogger(PersonErasure.class);

	/**
	 * Properties that identify assets. An asset whose own name contains the address keeps
	 * it: deletion of the asset is another decision.
	 */
	private static final Set<String> IDENTITY = Set.of("urn", "key", "id", "namespace", "name", "asset", "stated",
			"data", "dataset", "job", "execution", "inputs", "outputs", "alsoInputs", "alsoOutputs", "keys", "reads",
			"via", "from", "to", "keep", "merge", "deployment", "application", "consumes", "version", "artifact",
			"artifactUri", "places", "location", "hash", "searchNames", "searchWhole", "searchFields", "owners");

	/** Prefix of the names of former owners; no address has it. */
	private static final String FORMER = "former-owner-";

	private static final int BATCH = 1_000;

	private final OwnershipRepository repository;

	private final Ownership ownership;

	private final Erasures erasures;

	private final Catalog catalog;

	private final Clock clock;

	PersonErasure(OwnershipRepository repository, Ownership ownership, Erasures erasures, Catalog catalog,
			Clock clock) {
		this.repository = repository;
		this.ownership = ownership;
		this.erasures = erasures;
		this.catalog = catalog;
		this.clock = clock;
	}

	void erase(String id, String reason, String actor) {
		Owner.Person person = this.catalog.known("id", id, Owner.Person.class, "a person");
		String address = person.id().substring(person.id().indexOf(':') + 1);
		if (address.startsWith(FORMER)) {
			throw InvalidRequestException.invalid("id",
					"'" + id + "' is erased already; a person who is not erased is allowed");
		}
		String why = InputValidation.text("reason", reason);
		Instant at = InputValidation.at("at", null, this.clock);
		String former = Urn.person(FORMER + UUID.randomUUID()).value();
		this.erasures.record(address, former, at, actor, why);
		this.repository.erase(person.id(), former, Erasures.FORMER_OWNER);
		this.ownership.rename(person.id(), former);
		int texts = replaceTexts(words(person, address));
		log.info("Erased a person from {} nodes and edges", texts);
	}

	void lift(String email, String reason, String actor) {
		String address = Urn.person(InputValidation.name("email", email)).name();
		if (!this.erasures.lift(address, InputValidation.at("at", null, this.clock), actor,
				InputValidation.text("reason", reason))) {
			throw InvalidRequestException.invalid("email", "is not erased; an erased address is needed");
		}
	}

	/** The texts that identify a person; a single word may mean anything. */
	private static List<String> words(Owner.Person person, String address) {
		String name = person.name().strip().toLowerCase(Locale.ROOT);
		return Stream.of(address, name)
			.distinct()
			.filter((text) -> text.equals(address) ? text.contains("@") : text.matches("\\S+\\s+\\S.*"))
			.toList();
	}

	private int replaceTexts(List<String> words) {
		if (words.isEmpty()) {
			return 0;
		}
		Pattern pattern = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}._%+-])(?:"
				+ String.join("|", words.stream().map(Pattern::quote).toList()) + ")(?![\\p{L}\\p{N}])");
		List<Map<String, ?>> nodes = new ArrayList<>();
		List<Map<String, ?>> edges = new ArrayList<>();
		for (Row row : this.repository.textsWith(words)) {
			Map<String, Object> changed = replaced(row.properties("properties"), pattern);
			if (!changed.isEmpty()) {
				(row.flag("node") ? nodes : edges).add(Map.of("id", row.text("id"), "properties", changed));
			}
		}
		for (int i = 0; i < Math.max(nodes.size(), edges.size()); i += BATCH) {
			this.repository.replaceTexts(part(nodes, i), part(edges, i));
		}
		return nodes.size() + edges.size();
	}

	private static <T> List<T> part(List<T> all, int from) {
		return all.subList(Math.min(from, all.size()), Math.min(from + BATCH, all.size()));
	}

	private static Map<String, Object> replaced(Map<String, Object> properties, Pattern pattern) {
		Map<String, Object> changed = new HashMap<>();
		properties.forEach((name, value) -> {
			Object replaced = IDENTITY.contains(name) ? value : switch (value) {
				case String text -> pattern.matcher(text).replaceAll(Erasures.FORMER_OWNER);
				case Collection<?> list -> replaced(name, list, pattern);
				default -> value;
			};
			if (!replaced.equals(value)) {
				changed.put(name, replaced);
			}
		});
		return changed;
	}

	private static Object replaced(String name, Collection<?> list, Pattern pattern) {
		List<Object> replaced = list.stream()
			.<Object>map((element) -> (element instanceof String text)
					? pattern.matcher(text).replaceAll(Erasures.FORMER_OWNER) : element)
			.toList();
		// Actors are kept as a sorted set.
		return name.equals("actors") ? List.copyOf(new TreeSet<>(replaced)) : replaced;
	}

}
