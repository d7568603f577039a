package dev.pedigree.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A further model of a version that is stated for one model: several registries have its
 * artifact.
 *
 * @param data urn of the stated model
 * @param model urn of the further one
 */
record CoRegistration(String data, String model) implements Comparable<CoRegistration> {

	private static final Comparator<CoRegistration> ORDER = Comparator.comparing(CoRegistration::data)
		.thenComparing(CoRegistration::model);

	/** Reads a row with the stated model and all models of one version. */
	static List<CoRegistration> of(Row row) {
		return row.texts("also")
			.stream()
			.map((model) -> new CoRegistration(row.text("data"), model))
			.filter(CoRegistration::isFurther)
			.toList();
	}

	/** Flattens to {@code [stated, further, ...]} for storage; null if empty. */
	static @Nullable List<String> flat(Collection<CoRegistration> all) {
		return all.isEmpty() ? null : all.stream().flatMap((also) -> Stream.of(also.data, also.model)).toList();
	}

	static TreeSet<CoRegistration> stored(List<String> flat) {
		TreeSet<CoRegistration> all = new TreeSet<>();
		for (int i = 0; i < flat.size(); i += 2) {
			all.add(new CoRegistration(flat.get(i), flat.get(i + 1)));
		}
		return all;
	}

	static List<CoRegistration> renamed(Collection<CoRegistration> all, UnaryOperator<String> names) {
		return all.stream()
			.map((also) -> new CoRegistration(names.apply(also.data), names.apply(also.model)))
			.filter(CoRegistration::isFurther)
			.toList();
	}

	private boolean isFurther() {
		return !this.data.equals(this.model);
	}

	@Override
	public int compareTo(CoRegistration other) {
		return ORDER.compare(this, other);
	}

}
