package dev.pedigree.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * In which order, how often and in which batches messages are written.
 *
 * @param batches the batches, each with the positions of its messages
 */
record Delivery(List<List<Integer>> batches) {

	/** A random order with repetitions, in batches of random size. */
	static Delivery random(Random random, int messages) {
		List<Integer> order = new ArrayList<>(IntStream.range(0, messages).boxed().toList());
		IntStream.range(0, messages).filter((message) -> random.nextInt(5) == 0).forEach(order::add);
		Collections.shuffle(order, random);
		List<List<Integer>> batches = new ArrayList<>();
		int largest = List.of(1, 3, 8, messages).get(random.nextInt(4));
		for (int from = 0; from < order.size();) {
			int to = Math.min(order.size(), from + 1 + random.nextInt(largest));
			batches.add(List.copyOf(order.subList(from, to)));
			from = to;
		}
		return new Delivery(batches);
	}

	/** The messages that are delivered at all. */
	Set<Integer> messages() {
		Set<Integer> messages = new TreeSet<>();
		this.batches.forEach(messages::addAll);
		return messages;
	}

	/** The same without some messages. */
	Delivery without(Set<Integer> dropped) {
		return new Delivery(this.batches.stream()
			.map((batch) -> batch.stream().filter((message) -> !dropped.contains(message)).toList())
			.filter((batch) -> !batch.isEmpty())
			.toList());
	}

	/** The smaller or simpler deliveries of the same messages, the simplest first. */
	List<Delivery> simpler() {
		List<Delivery> simpler = new ArrayList<>();
		List<Integer> inOrder = List.copyOf(messages());
		List<Integer> asDelivered = this.batches.stream().flatMap(List::stream).toList();
		simpler.add(new Delivery(List.of(inOrder)));
		simpler.add(new Delivery(inOrder.stream().map(List::of).toList()));
		simpler.add(new Delivery(asDelivered.stream().distinct().map(List::of).toList()));
		simpler.add(new Delivery(asDelivered.stream().map(List::of).toList()));
		return simpler;
	}

	/** The same with one message delivered once less. */
	List<Delivery> onceLess() {
		List<Delivery> less = new ArrayList<>();
		for (int batch = 0; batch < this.batches.size(); batch++) {
			for (int place = 0; place < this.batches.get(batch).size(); place++) {
				List<List<Integer>> copy = new ArrayList<>(this.batches);
				List<Integer> shorter = new ArrayList<>(copy.get(batch));
				shorter.remove(/* index */ place);
				copy.set(batch, shorter);
				Delivery one = new Delivery(copy.stream().filter((its) -> !its.isEmpty()).toList());
				if (one.messages().equals(messages())) {
					less.add(one);
				}
			}
		}
		return less;
	}

}
