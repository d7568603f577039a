package dev.pedigree.security;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The rights of a caller: read; write events of sources; curate; delete. Each role
 * includes the ones before it.
 */
enum Role {

	READER, CAPTURER, EDITOR, ADMIN;

	/** The authorities of this role and of those that it includes. */
	List<GrantedAuthority> authorities() {
		return Arrays.stream(values())
			.filter((role) -> role.compareTo(this) <= 0)
			.map(Role::authority)
			.<GrantedAuthority>map(SimpleGrantedAuthority::new)
			.toList();
	}

	boolean isHeldBy(@Nullable Authentication caller) {
		return caller != null
				&& caller.getAuthorities().stream().anyMatch((held) -> authority().equals(held.getAuthority()));
	}

	static Role greatest(Authentication caller) {
		return Arrays.stream(values())
			.filter((role) -> role.isHeldBy(caller))
			.max(Comparator.naturalOrder())
			.orElse(READER);
	}

	String authority() {
		return "ROLE_" + name();
	}

	/** In the configuration: {@code reader}. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
