package dev.pedigree.ownership;

import dev.pedigree.catalog.Urn;

/**
 * The name of an owner as sources write it: {@code team:risk-ml} or {@code
 * group:risk-ml}, {@code user:ada@example.com} or {@code user:ada}, an e-mail address, or
 * the bare name of a team.
 */
record OwnerName(Urn urn, String label) implements Comparable<OwnerName> {

	@Override
	public int compareTo(OwnerName other) {
		return this.urn.compareTo(other.urn);
	}

	static OwnerName of(String written) {
		String name = written.strip();
		int colon = name.indexOf(':');
		String rest = name.substring(colon + 1).strip();
		return switch ((colon > 0) ? name.substring(0, colon) : "") {
			case "team", "group" -> team(rest);
			case "user", "person" -> person(rest);
			default -> name.contains("@") ? person(name) : team(name);
		};
	}

	String name() {
		return this.urn.name();
	}

	boolean isPerson() {
		return this.label.equals("Person");
	}

	private static OwnerName team(String name) {
		return new OwnerName(Urn.team(name), "Team");
	}

	private static OwnerName person(String name) {
		return new OwnerName(Urn.person(name), "Person");
	}

}
