package dev.pedigree.ownership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;

/**
 * A curator's assignment of an owner to an asset, beside its other owners, or its end.
 *
 * @param owner {@code team:risk-ml}, {@code ada@example.com} or a bare name (a team)
 */
public record OwnerAssignment(Urn asset, String owner, OwnerRole role, Instant at, boolean begins) {

	/** Truncates times to milliseconds. */
	public OwnerAssignment {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Checks the name of an owner that a curator writes.
	 * @throws InvalidRequestException if the name is not valid
	 */
	public static String owner(String argument, String written) {
		String name = InputValidation.name(argument, written);
		OwnerName owner = OwnerName.of(name);
		if (owner.name().isEmpty()) {
			throw InvalidRequestException.invalid(argument,
					"'" + name + "' contains no name; team:<name>, the name of a team or an e-mail address is allowed");
		}
		if (name.contains("@") && owner.isPerson()) {
			InputValidation.email(argument, owner.name());
		}
		return name;
	}

	OwnerAssignment withOwner(String other) {
		return new OwnerAssignment(this.asset, other, this.role, this.at, this.begins);
	}

	OwnerName name() {
		return OwnerName.of(this.owner);
	}

	OwnershipStatement statement() {
		return new OwnershipStatement(
				this.begins ? OwnershipStatement.StatementType.BEGINS : OwnershipStatement.StatementType.ENDS,
				AssetReference.MANUAL,
				Set.of(new OwnershipStatement.OwnerInRole(name().urn().value(), this.role, null)), this.at, this.at);
	}

}
