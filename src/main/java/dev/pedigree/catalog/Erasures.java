package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

/**
 * Records erasures of people. The catalog keeps a keyed hash of each address, so that it
 * can suppress the address in later statements without knowing it.
 */
@Service
public class Erasures {

	/** Replaces the name and address of an erased person. */
	public static final String FORMER_OWNER = "a former owner";

	private static final Pattern EMAIL = Pattern
		.compile("[\\p{L}\\p{N}._%+'-]{1,64}+@[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{1,63}+)++");

	private final AssetDeletionRepository repository;

	private final DeletionKey key;

	Erasures(AssetDeletionRepository repository, DeletionKey key) {
		this.repository = repository;
		this.key = key;
	}

	/** Records an erasure; {@code former} is the urn of the former owner. */
	public void record(String address, String former, Instant at, String actor, String reason) {
		this.repository.recordErasure(
				Map.of("hash", this.key.hash(address), "former", former, "at", at, "actor", actor, "reason", reason));
	}

	/** Ends the suppression of an address and returns whether it was suppressed. */
	public boolean lift(String address, Instant at, String actor, String reason) {
		return this.repository
			.liftErasure(Map.of("hash", this.key.hash(address), "at", at, "actor", actor, "reason", reason));
	}

	/** The urns of former owners, by those of some addresses that are erased. */
	public Map<String, String> formerOwners(Collection<String> addresses) {
		if (addresses.isEmpty()) {
			return Map.of();
		}
		Map<String, String> hashes = addresses.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(), this.key::hash));
		Map<String, String> former = this.repository.erasures(Set.copyOf(hashes.values()));
		hashes.values().retainAll(former.keySet());
		hashes.replaceAll((_, hash) -> Objects.requireNonNull(former.get(hash)));
		return hashes;
	}

	/** Texts without the addresses of erased people, by the original text. */
	public Map<String, String> suppressed(Collection<String> texts) {
		List<String> personal = texts.stream().filter((text) -> text.indexOf('@') >= 0).distinct().toList();
		Set<String> erased = formerOwners(personal.stream()
			.flatMap((text) -> EMAIL.matcher(text).results().map(MatchResult::group))
			.collect(Collectors.toSet())).keySet();
		return erased.isEmpty() ? Map.of()
				: personal.stream()
					.collect(Collectors.toMap(Function.identity(),
							(text) -> EMAIL.matcher(text)
								.replaceAll((found) -> erased.contains(found.group()) ? FORMER_OWNER
										: Matcher.quoteReplacement(found.group()))));
	}

}
