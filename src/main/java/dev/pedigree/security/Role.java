package dev.pedigree.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a principal may do; each role may do all that the ones before it may. */
enum Role {

	/** Asks questions. */
	READER,
	/** Sends events. */
	CAPTURER,
	/** Changes the catalog by hand. */
	EDITOR,
	/** Deletes. */
	ADMIN;

	/**
	 * The authorities of this role and of those it includes, so that a rule names only
	 * the least role it wants, whoever authenticated the principal.
	 */
	List<GrantedAuthority> authorities() {
		return Arrays.stream(values())
			.filter((role) -> role.compareTo(this) <= 0)
			.map(Role::authority)
			.<GrantedAuthority>map(SimpleGrantedAuthority::new)
			.toList();
	}

	String authority() {
		return "ROLE_" + name();
	}

	/** As the configuration writes it: {@code reader}. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
