package dev.pedigree.impact;

import java.util.ArrayList;
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
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.pedigree.graph.Row;
import dev.pedigree.ownership.Owner;
import dev.pedigree.ownership.OwnerRole;

import org.springframework.util.function.SingletonSupplier;

/**
 * The owners to contact about a change: the present effective owners of the affected
 * assets, also for a valid time in the past (semantics, Walks).
 */
final class Contacts {

	private final List<Affected> ranked;

	private final List<Row> answering;

	/** Computed once for all requests that share this result. */
	private final Supplier<List<Contact>> all = SingletonSupplier.of(this::gathered);

	/** Uses the ranked assets, the worst first, and the owners of {@code impact/use}. */
	Contacts(List<Affected> ranked, List<Row> answering) {
		this.ranked = ranked;
		this.answering = answering;
	}

	/** The owners by their worst asset; persons who have left come last. */
	List<Contact> all() {
		return this.all.get();
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

	/** The assets without an owner who has not left, the worst first. */
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

	/** An owner to contact, with a reason per role and the assets, the worst first. */
	record Contact(Owner owner, List<String> reasons, List<String> urns) {
	}

	private static final class Gathering {

		private final Owner owner;

		private final Map<OwnerRole, int[]> roles = new EnumMap<>(OwnerRole.class);

		Gathering(Owner owner) {
			this.owner = owner;
		}

		void add(OwnerRole role, int[] ranks) {
			this.roles.merge(role, ranks,
					(known, more) -> IntStream.concat(Arrays.stream(known), Arrays.stream(more)).toArray());
		}

		int worst() {
			return ranks().findFirst().orElseThrow();
		}

		Contact contact(List<Affected> ranked) {
			List<String> reasons = new ArrayList<>(hasLeft(this.owner) ? List.of("has left") : List.of());
			this.roles.forEach((role, ranks) -> reasons.add(reason(role, ranks, ranked)));
			return new Contact(this.owner, reasons, ranks().mapToObj((rank) -> ranked.get(rank).urn()).toList());
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
