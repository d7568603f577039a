package dev.pedigree.oracle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes a delivery that fails as small as it can while it still fails: greedy delta
 * debugging over messages, then repetitions, then order and batches.
 */
final class Shrinking {

	private final Predicate<Delivery> fails;

	private int trials;

	Shrinking(Predicate<Delivery> fails, int trials) {
		this.fails = fails;
		this.trials = trials;
	}

	Delivery shrink(Delivery failing) {
		Delivery smallest = withoutMessages(failing);
		smallest = firstThatFails(smallest.simpler()).orElse(smallest);
		Optional<Delivery> less = firstThatFails(smallest.onceLess());
		while (less.isPresent()) {
			smallest = less.get();
			less = firstThatFails(smallest.onceLess());
		}
		return smallest;
	}

	private Delivery withoutMessages(Delivery failing) {
		Delivery smallest = failing;
		int chunk = Math.max(1, smallest.messages().size() / 2);
		while (chunk > 0) {
			boolean smaller = false;
			List<Integer> messages = List.copyOf(smallest.messages());
			for (int from = 0; from < messages.size(); from += chunk) {
				Delivery less = smallest
					.without(Set.copyOf(messages.subList(from, Math.min(from + chunk, messages.size()))));
				if (stillFails(less)) {
					smallest = less;
					smaller = true;
				}
			}
			chunk = (smaller && chunk == 1) ? 1 : chunk / 2;
		}
		return smallest;
	}

	private Optional<Delivery> firstThatFails(List<Delivery> candidates) {
		return candidates.stream().filter(this::stillFails).findFirst();
	}

	private boolean stillFails(Delivery delivery) {
		return !delivery.messages().isEmpty() && this.trials-- > 0 && this.fails.test(delivery);
	}

}
