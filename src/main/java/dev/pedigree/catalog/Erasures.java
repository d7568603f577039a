package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Service;

/**
 * The people who are erased. The catalog keeps a keyed hash of each address, so that it
 * can suppress the address in later statements without knowing it.
 */
@Service
public class Erasures {

	/** What stands in place of the name and address of an erased person. */
	public static final String FORMER_OWNER = "a former owner";

	private static final Pattern EMAIL = Pattern
		.compile("[\\p{L}\\p{N}._%+'-]{1,64}+@[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{1,63}+)++");

	private final AssetDeletionRepository repository;

	private final DeletionKey key;

	Erasures(AssetDeletionRepository repository, DeletionKey key) {
		this.repository = repository;
		this.key = key;
	}

	/**
	 * Records an erasure.
	 * @param address of the person
	 * @param former urn of the former owner
	 */
	public void record(String address, String former, Instant at, String actor, String reason) {
		this.repository.recordErasure(
				Map.of("hash", this.key.hash(address), "former", former, "at", at, "actor", actor, "reason", reason));
	}

	/**
	 * Ends the suppression of an address.
	 * @return whether it was suppressed
	 */
	public boolean lift(String address, Instant at, String actor, String reason) {
		return this.repository
			.liftErasure(Map.of("hash", this.key.hash(address), "at", at, "actor", actor, "reason", reason));
	}

	/** The urns of former owners by those of some addresses that are erased. */
	public Map<String, String> formerOwners(Collection<String> addresses) {
		if (addresses.isEmpty()) {
			return Map.of();
		}
		Map<String, String> hashes = new HashMap<>();
		addresses.forEach((address) -> hashes.put(address, this.key.hash(address)));
		Map<String, String> former = this.repository.erasures(Set.copyOf(hashes.values()));
		Map<String, String> byAddress = new HashMap<>();
		hashes.forEach((address, hash) -> {
			String owner = former.get(hash);
			if (owner != null) {
				byAddress.put(address, owner);
			}
		});
		return byAddress;
	}

	/** Texts without the addresses of erased people, each by the text that it was. */
	public Map<String, String> suppressed(Collection<String> texts) {
		Set<String> addresses = new HashSet<>();
		List<String> personal = texts.stream().filter((text) -> text.indexOf('@') >= 0).distinct().toList();
		personal.forEach((text) -> EMAIL.matcher(text).results().map(MatchResult::group).forEach(addresses::add));
		Set<String> erased = formerOwners(addresses).keySet();
		Map<String, String> suppressed = new HashMap<>();
		if (!erased.isEmpty()) {
			personal.forEach((text) -> suppressed.put(text,
					EMAIL.matcher(text)
						.replaceAll((found) -> erased.contains(found.group()) ? FORMER_OWNER
								: Matcher.quoteReplacement(found.group()))));
		}
		return suppressed;
	}

}
