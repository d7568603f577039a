package dev.pedigree.ownership;

import java.security.Principal;
import java.time.Instant;
import java.util.List;

import dev.pedigree.graph.LockContention;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of teams, people and who owns what. */
@Controller
class TeamsController {

	private final Teams teams;

	private final PersonErasure erasure;

	TeamsController(Teams teams, PersonErasure erasure) {
		this.erasure = erasure;
		this.teams = teams;
	}

	@MutationMapping
	Owner.Team registerTeam(@Argument Teams.TeamInput input, Principal actor) {
		return LockContention.retried(() -> this.teams.register(input, actor.getName()));
	}

	@MutationMapping
	Owner.Person registerPerson(@Argument Teams.PersonInput input, Principal actor) {
		return LockContention.retried(() -> this.teams.register(input, actor.getName()));
	}

	@MutationMapping
	Owner.Team joinTeam(@Argument String person, @Argument String team, @Argument @Nullable Instant at,
			Principal actor) {
		return LockContention.retried(() -> this.teams.member(person, team, at, true, actor.getName()));
	}

	@MutationMapping
	Owner.Team leaveTeam(@Argument String person, @Argument String team, @Argument @Nullable Instant at,
			Principal actor) {
		return LockContention.retried(() -> this.teams.member(person, team, at, false, actor.getName()));
	}

	/** Not tried again: it may take minutes. */
	@MutationMapping
	boolean erasePerson(@Argument String id, @Argument String reason, Principal actor) {
		this.erasure.erase(id, reason, actor.getName());
		return true;
	}

	@MutationMapping
	boolean liftErasure(@Argument String email, @Argument String reason, Principal actor) {
		this.erasure.lift(email, reason, actor.getName());
		return true;
	}

	@MutationMapping
	@Nullable OwnershipRecord assignOwner(@Argument String asset, @Argument String owner, @Argument OwnerRole role,
			@Argument @Nullable Instant at, Principal actor) {
		return LockContention.retried(() -> this.teams.owner(asset, owner, role, at,
				OwnershipStatement.StatementType.BEGINS, actor.getName()));
	}

	@MutationMapping
	List<OwnershipRecord> transferOwnership(@Argument String from, @Argument String to, @Argument @Nullable Instant at,
			Principal actor) {
		return LockContention.retried(() -> this.teams.transfer(from, to, at, actor.getName()));
	}

	@MutationMapping
	@Nullable OwnershipRecord endOwnership(@Argument String asset, @Argument String owner, @Argument OwnerRole role,
			@Argument @Nullable Instant at, Principal actor) {
		return LockContention.retried(
				() -> this.teams.owner(asset, owner, role, at, OwnershipStatement.StatementType.ENDS, actor.getName()));
	}

}
