package dev.pedigree.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A property of assets.
 *
 * @param group the facet group in which sources and curators state it
 * @param editable whether curators can set it
 * @param searchWeight weight of its words in a search; 0 if it is not searched
 */
public record AssetProperty(String name, String group, PropertyType type, Set<AssetKind> kinds, boolean editable,
		double searchWeight) {

	/** The kinds of all assets. */
	static final Set<AssetKind> EVERY = EnumSet.complementOf(EnumSet.of(AssetKind.OTHER));

	private static final Pattern DIGEST = Pattern.compile("[a-z0-9][a-z0-9+._-]*:[0-9a-fA-F]{16,}");

	/** The type of the values of a property. */
	public enum PropertyType {

		LINE,
		/** A text of several lines. */
		TEXT,
		/** A set of texts on one line each, sorted. */
		NAMES, TEXTS,
		/** An address: a URI or a path. */
		ADDRESS,
		/** A hash, {@code algorithm:hex}. */
		DIGEST, PACKAGES,
		/** A constant of {@link AssetFilter.Lifecycle}. */
		LIFECYCLE,
		/** Any other value of the store: a number, a truth value, a time. */
		VALUE;

		/** Whether a value is a list. */
		public boolean isList() {
			return this == NAMES || this == TEXTS || this == PACKAGES;
		}

	}

	AssetProperty searched(double weight) {
		return new AssetProperty(this.name, this.group, this.type, this.kinds, this.editable, weight);
	}

	/** Whether every asset has it, as a component of {@link Asset}. */
	public boolean isCommon() {
		return this.kinds.equals(EVERY);
	}

	/**
	 * Checks a value that a curator sets, and returns it in its stored form.
	 * @throws InvalidRequestException when it is no value of the property
	 */
	@SuppressWarnings("unchecked")
	public Object checked(String argument, Object value) {
		return switch (this.type) {
			case LINE -> InputValidation.name(argument, (String) value);
			case TEXT -> InputValidation.text(argument, (String) value);
			case NAMES -> InputValidation.names(argument, (List<String>) value);
			case TEXTS -> InputValidation.texts(argument, (List<String>) value);
			case ADDRESS -> InputValidation.address(argument, (String) value);
			case DIGEST -> digest(argument, ((String) value).strip());
			case LIFECYCLE -> lifecycle(argument, (String) value);
			// Module evaluation checks package URLs.
			case PACKAGES, VALUE -> value;
		};
	}

	private static String digest(String argument, String value) {
		if (!DIGEST.matcher(value).matches()) {
			throw InvalidRequestException.invalid(argument, "must be algorithm:hex, as in sha256:4f..");
		}
		return value;
	}

	private static String lifecycle(String argument, String value) {
		try {
			return AssetFilter.Lifecycle.valueOf(value.toUpperCase(Locale.ROOT)).name();
		}
		catch (IllegalArgumentException ex) {
			throw InvalidRequestException.invalid(argument,
					"must be one of " + List.of(AssetFilter.Lifecycle.values()));
		}
	}

}
