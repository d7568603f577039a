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
record CoRegistration(String data, String model) implements Comparable<CoRegistration> {

	private static final Comparator<CoRegistration> ORDER = Comparator.comparing(CoRegistration::data)
		.thenComparing(CoRegistration::model);

	/** What a row tells of one version: its {@code data}, and all models of it. */
	static List<CoRegistration> of(Row row) {
		String data = row.text("data");
		return row.texts("also")
			.stream()
			.filter((model) -> !model.equals(data))
			.map((model) -> new CoRegistration(data, model))
			.toList();
	}

	/**
	 * As a node keeps them: by turns, what was stated and what it is, too; null for none.
	 */
	static @Nullable List<String> kept(Collection<CoRegistration> all) {
		return all.isEmpty() ? null : all.stream().flatMap((one) -> Stream.of(one.data, one.model)).toList();
	}

	/** Restores what a node keeps. */
	static TreeSet<CoRegistration> stored(List<String> kept) {
		TreeSet<CoRegistration> all = new TreeSet<>();
		for (int i = 0; i < kept.size(); i += 2) {
			all.add(new CoRegistration(kept.get(i), kept.get(i + 1)));
		}
		return all;
	}

	/** The same, of models that go by other names. */
	static List<CoRegistration> renamed(Collection<CoRegistration> all, UnaryOperator<String> names) {
		List<CoRegistration> renamed = new ArrayList<>();
		for (CoRegistration one : all) {
			CoRegistration now = new CoRegistration(names.apply(one.data), names.apply(one.model));
			if (!now.data.equals(now.model)) {
				renamed.add(now);
			}
		}
		return renamed;
	}

	@Override
	public int compareTo(CoRegistration other) {
		return ORDER.compare(this, other);
	}

}
