package dev.pedigree.ownership;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The role of an owner for an asset. */
public enum OwnerRole {

	ACCOUNTABLE, MAINTAINER, CONTACT, OTHER;

	/** Maps a source's own word to a role; OTHER if it is unknown. */
	static OwnerRole of(@Nullable String word) {
		if (word == null) {
			return OTHER;
		}
		return switch (word.strip().toUpperCase(Locale.ROOT).replace(' ', '_')) {
			case "ACCOUNTABLE", "OWNER", "DATA_OWNER", "DATAOWNER", "BUSINESS_OWNER", "PRODUCT_OWNER" -> ACCOUNTABLE;
			case "MAINTAINER", "DEVELOPER", "TECHNICAL_OWNER", "PRODUCER" -> MAINTAINER;
			case "CONTACT", "STEWARD", "DATA_STEWARD", "SUPPORT" -> CONTACT;
			default -> OTHER;
		};
	}

}
