package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.pedigree.ownership.Holding;
import dev.pedigree.ownership.Owner;
import dev.pedigree.ownership.OwnerRole;

import org.springframework.util.function.SingletonSupplier;

/**
 * Whom to tell of what a change touches: today's effective owners, also when the question
 * is of another day. They are looked up once, when somebody asks.
 */
final class Contacts {

	private final List<Affected> ranked;

	private final Supplier<Map<String, List<Holding>>> owners;

	/**
	 * Prepares the look-up.
	 * @param ranked all that is affected, the worst first
	 * @param owners gives the effective owners of assets
	 */
	Contacts(List<Affected> ranked, Function<Collection<String>, Map<String, List<Holding>>> owners) {
		this.ranked = ranked;
		this.owners = SingletonSupplier.of(() -> owners.apply(ranked.stream().map(Affected::urn).toList()));
	}

	/** The owners, those of the worst case first. */
	List<Contact> all() {
		Map<String, Gathering> gatherings = new LinkedHashMap<>();
		for (Affected affected : this.ranked) {
			for (Holding holding : this.owners.get().getOrDefault(affected.urn(), List.of())) {
				gatherings.computeIfAbsent(holding.owner().id(), (_) -> new Gathering(holding.owner()))
					.add(affected, holding.role());
			}
		}
		return gatherings.values().stream().map(Gathering::contact).toList();
	}

	/** What nobody answers for, the worst first. */
	List<String> unowned() {
		Map<String, List<Holding>> known = this.owners.get();
		return this.ranked.stream()
			.map(Affected::urn)
			.filter((urn) -> known.getOrDefault(urn, List.of()).isEmpty())
			.toList();
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

	/** What is known of one owner while it is gathered. */
	private static final class Gathering {

		private final Owner owner;

		private final Set<String> urns = new java.util.LinkedHashSet<>();

		private final Map<OwnerRole, Set<String>> roles = new EnumMap<>(OwnerRole.class);

		private final Set<String> live = new TreeSet<>();

		Gathering(Owner owner) {
			this.owner = owner;
		}

		void add(Affected affected, OwnerRole role) {
			this.urns.add(affected.urn());
			this.roles.computeIfAbsent(role, (_) -> new TreeSet<>()).add(affected.urn());
			if (affected.live()) {
				this.live.add(affected.urn());
			}
		}

		Contact contact() {
			return new Contact(this.owner,
					this.roles.entrySet().stream().map((role) -> reason(role.getKey(), role.getValue())).toList(),
					List.copyOf(this.urns));
		}

		private String reason(OwnerRole role, Set<String> urns) {
			long serving = urns.stream().filter(this.live::contains).count();
			String word = (role == OwnerRole.OTHER) ? "owner" : role.name().toLowerCase(Locale.ROOT);
			return word + " of " + urns.size() + ((urns.size() == 1) ? " affected asset" : " affected assets")
					+ ((serving > 0) ? ", " + serving + " live" : "");
		}

	}

}
