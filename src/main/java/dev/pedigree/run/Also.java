package dev.pedigree.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * That a version which was stated of one model is a version of another, too: several
 * registries have its artifact.
 *
 * @param data urn of the model that it was stated of
 * @param model urn of the other
 */
record Also(String data, String model) implements Comparable<Also> {

	private static final Comparator<Also> ORDER = Comparator.comparing(Also::data).thenComparing(Also::model);

	/** What a row tells of one version: its {@code data}, and all models of it. */
	static List<Also> of(Row row) {
		String data = row.text("data");
		return row.texts("also")
			.stream()
			.filter((model) -> !model.equals(data))
			.map((model) -> new Also(data, model))
			.toList();
	}

	/**
	 * As a node keeps them: by turns, what was stated and what it is, too; null for none.
	 */
	static @Nullable List<String> kept(Collection<Also> all) {
		return all.isEmpty() ? null : all.stream().flatMap((one) -> Stream.of(one.data, one.model)).toList();
	}

	/** Restores what a node keeps. */
	static TreeSet<Also> stored(List<String> kept) {
		TreeSet<Also> all = new TreeSet<>();
		for (int i = 0; i < kept.size(); i += 2) {
			all.add(new Also(kept.get(i), kept.get(i + 1)));
		}
		return all;
	}

	/** The same, of models that go by other names. */
	static List<Also> renamed(Collection<Also> all, UnaryOperator<String> names) {
		List<Also> renamed = new ArrayList<>();
		for (Also one : all) {
			Also now = new Also(names.apply(one.data), names.apply(one.model));
			if (!now.data.equals(now.model)) {
				renamed.add(now);
			}
		}
		return renamed;
	}

	@Override
	public int compareTo(Also other) {
		return ORDER.compare(this, other);
	}

}
