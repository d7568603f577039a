package dev.pedigree.ownership;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What an owner is to an asset. */
public enum OwnerRole {

	ACCOUNTABLE, MAINTAINER, CONTACT, OTHER;

	/** The role that a source's own word means; OTHER for any that is not known. */
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
