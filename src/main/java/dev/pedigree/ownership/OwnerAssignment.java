package dev.pedigree.ownership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;

/**
 * That somebody begins to own an asset, as a person says it: beside those who own it
 * already, not in their place.
 *
 * @param asset whom they own
 * @param owner {@code team:risk-ml}, {@code ada@example.com} or a bare name (a team)
 * @param role as what
 * @param at from when on
 * @param begins false for an owner who ceases to be one
 */
public record OwnerAssignment(Urn asset, String owner, OwnerRole role, Instant at, boolean begins) {

	/** Times are kept in milliseconds. */
	public OwnerAssignment {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * An owner as a person writes one.
	 * @param argument which argument names it
	 * @throws InvalidRequestException when it names nobody
	 */
	public static String owner(String argument, String written) {
		String name = InputValidation.name(argument, written);
		OwnerName owner = OwnerName.of(name);
		if (owner.name().isEmpty()) {
			throw InvalidRequestException.invalid(argument, "'" + name + "' names nobody");
		}
		if (name.contains("@") && owner.label().equals("Person")) {
			InputValidation.email(argument, owner.name());
		}
		return name;
	}

	/** The same of another owner. */
	OwnerAssignment of(String owner) {
		return new OwnerAssignment(this.asset, owner, this.role, this.at, this.begins);
	}

	OwnerName name() {
		return OwnerName.of(this.owner);
	}

	/** What is kept of it: the same as of an owner whom a person assigns. */
	OwnershipStatement statement() {
		return new OwnershipStatement(
				this.begins ? OwnershipStatement.StatementType.BEGINS : OwnershipStatement.StatementType.ENDS,
				AssetReference.MANUAL,
				Set.of(new OwnershipStatement.OwnerInRole(name().urn().value(), this.role, null)), this.at, this.at);
	}

}
