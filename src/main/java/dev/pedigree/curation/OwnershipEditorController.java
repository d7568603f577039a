package dev.pedigree.curation;

import java.security.Principal;
import java.time.Instant;
import java.util.List;

import dev.pedigree.ownership.Owner;
import dev.pedigree.ownership.OwnerRole;
import dev.pedigree.ownership.OwnershipRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of teams, people and ownership. */
@Controller
class OwnershipEditorController {

	private final OwnershipEditor editor;

	OwnershipEditorController(OwnershipEditor editor) {
		this.editor = editor;
	}

	@MutationMapping
	Owner.Team registerTeam(@Argument OwnershipEditor.TeamInput input, Principal actor) {
		return this.editor.register(input, actor.getName());
	}

	@MutationMapping
	Owner.Person registerPerson(@Argument OwnershipEditor.PersonInput input, Principal actor) {
		return this.editor.register(input, actor.getName());
	}

	@MutationMapping
	Owner.Team joinTeam(@Argument String person, @Argument String team, @Argument @Nullable Instant at,
			Principal actor) {
		return this.editor.member(person, team, at, true, actor.getName());
	}

	@MutationMapping
	Owner.Team leaveTeam(@Argument String person, @Argument String team, @Argument @Nullable Instant at,
			Principal actor) {
		return this.editor.member(person, team, at, false, actor.getName());
	}

	@MutationMapping
	@Nullable OwnershipRecord assignOwner(@Argument String asset, @Argument String owner, @Argument OwnerRole role,
			@Argument @Nullable Instant at, Principal actor) {
		return this.editor.assign(asset, owner, role, at, true, actor.getName());
	}

	@MutationMapping
	@Nullable OwnershipRecord endOwnership(@Argument String asset, @Argument String owner, @Argument OwnerRole role,
			@Argument @Nullable Instant at, Principal actor) {
		return this.editor.assign(asset, owner, role, at, false, actor.getName());
	}

	@MutationMapping
	List<OwnershipRecord> transferOwnership(@Argument String from, @Argument String to, @Argument @Nullable Instant at,
			@Argument boolean dryRun, Principal actor) {
		return this.editor.transfer(from, to, at, dryRun, actor.getName());
	}

}
