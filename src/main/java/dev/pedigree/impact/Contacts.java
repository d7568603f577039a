package dev.pedigree.impact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import dev.pedigree.ownership.Owner;
import dev.pedigree.ownership.OwnerRole;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of what a change touches: today's effective owners, also when the question
 * is of another day: their own owners, else those of what they are versions of, or of
 * what they serve (semantics, Walks).
 */
final class Contacts {

	private final List<Affected> ranked;

	private final List<Row> answering;

	/** Computed by the first of the questions that share this answer. */
	private volatile @Nullable List<Contact> contacts;

	/**
	 * Takes what is known.
	 * @param ranked all that is affected, the worst first
	 * @param answering what {@code impact/use} says of who answers for it
	 */
	Contacts(List<Affected> ranked, List<Row> answering) {
		this.ranked = ranked;
		this.answering = answering;
	}

	/** The owners, those of the worst case first; people who have left come last. */
	List<Contact> all() {
		List<Contact> known = this.contacts;
		if (known == null) {
			known = gathered();
			this.contacts = known;
		}
		return known;
	}

	private List<Contact> gathered() {
		Map<Long, Integer> ranks = HashMap.newHashMap(this.ranked.size());
		this.ranked.forEach((affected) -> ranks.put(affected.step().id(), ranks.size()));
		Map<String, Gathering> gatherings = new HashMap<>();
		for (Row answer : this.answering) {
			Owner owner = owner(answer);
			int[] answered = answer.numbers("assets")
				.stream()
				.mapToInt((asset) -> Objects.requireNonNull(ranks.get(asset)))
				.toArray();
			gatherings.computeIfAbsent(owner.id(), (_) -> new Gathering(owner))
				.add(OwnerRole.valueOf(answer.text("role")), answered);
		}
		return gatherings.values()
			.stream()
			.sorted(Comparator.comparing((Gathering gathering) -> hasLeft(gathering.owner))
				.thenComparingInt(Gathering::worst)
				.thenComparing((gathering) -> gathering.owner.id()))
			.map((gathering) -> gathering.contact(this.ranked))
			.toList();
	}

	/**
	 * What nobody answers for, or only people who have left, the worst first.
	 */
	List<String> unowned() {
		Set<Long> owned = new HashSet<>();
		this.answering.stream()
			.filter((answer) -> !hasLeft(owner(answer)))
			.forEach((answer) -> owned.addAll(answer.numbers("assets")));
		return this.ranked.stream()
			.filter((affected) -> !owned.contains(affected.step().id()))
			.map(Affected::urn)
			.toList();
	}

	private static Owner owner(Row answer) {
		return Owner.of(answer.texts("labels"), answer.properties("properties"));
	}

	private static boolean hasLeft(Owner owner) {
		return owner instanceof Owner.Person person && !person.active();
	}

	/**
	 * Somebody to tell.
	 *
	 * @param owner whom
	 * @param reasons why, one line a role
	 * @param urns the affected assets they answer for, the worst first
	 */
	record Contact(Owner owner, List<String> reasons, List<String> urns) {
	}

	/** What is known of one owner while it is gathered, assets by their ranks. */
	private static final class Gathering {

		private final Owner owner;

		private final Map<OwnerRole, int[]> roles = new EnumMap<>(OwnerRole.class);

		Gathering(Owner owner) {
			this.owner = owner;
		}

		void add(OwnerRole role, int[] ranks) {
			this.roles.merge(role, ranks,
					(some, others) -> IntStream.concat(Arrays.stream(some), Arrays.stream(others)).toArray());
		}

		int worst() {
			return ranks().findFirst().orElseThrow();
		}

		Contact contact(List<Affected> ranked) {
			Stream<String> reasons = this.roles.entrySet()
				.stream()
				.map((role) -> reason(role.getKey(), role.getValue(), ranked));
			return new Contact(this.owner,
					(hasLeft(this.owner) ? Stream.concat(Stream.of("has left"), reasons) : reasons).toList(),
					ranks().mapToObj((rank) -> ranked.get(rank).urn()).toList());
		}

		private IntStream ranks() {
			return this.roles.values().stream().flatMapToInt(Arrays::stream).distinct().sorted();
		}

		private static String reason(OwnerRole role, int[] ranks, List<Affected> ranked) {
			long serving = Arrays.stream(ranks).filter((rank) -> ranked.get(rank).live()).count();
			String word = (role == OwnerRole.OTHER) ? "owner" : role.name().toLowerCase(Locale.ROOT);
			return word + " of " + ranks.length + ((ranks.length == 1) ? " affected asset" : " affected assets")
					+ ((serving > 0) ? ", " + serving + " live" : "");
		}

	}

}
