package dev.pedigree.ownership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.graph.EdgeReconciler;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes teams, people and memberships, in the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Teams {

	private final OwnershipRepository repository;

	private final EdgeReconciler edges;

	private final ApplicationEventPublisher events;

	Teams(OwnershipRepository repository, EdgeReconciler edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
	}

	/** Writes teams and people; null properties stay as they are. */
	public void register(List<Attributed<TeamRegistration>> teams, List<Attributed<PersonRegistration>> people) {
		teams.forEach(this.repository::registerTeam);
		people.forEach(this.repository::registerPerson);
		List<String> urns = Stream
			.concat(teams.stream().map((team) -> team.statement().urn()),
					people.stream().map((person) -> person.statement().urn()))
			.toList();
		if (!urns.isEmpty()) {
			this.events.publishEvent(new NamesChanged(urns));
		}
	}

	/** Writes that people join and leave teams. */
	public void state(List<Attributed<Membership>> memberships) {
		if (!memberships.isEmpty()) {
			this.repository.lock(memberships.stream()
				.map(Attributed::statement)
				.flatMap((membership) -> Stream.of(membership.person(), membership.team()))
				.toList());
		}
		for (Attributed<Membership> submitted : memberships) {
			Membership membership = submitted.statement();
			this.repository.stateMembership(submitted);
			derive(membership.person(), membership.team());
		}
	}

	private void derive(String person, String team) {
		Row row = this.repository.memberships(person, team);
		List<Timeline.TimedFacts<Boolean>> statements = row.rows("statements")
			.stream()
			.map((stated) -> Timeline.TimedFacts.of(stated.time("at"), stated.flag("joined")))
			.toList();
		EdgeReconciler.EdgeChanges changes = this.edges.changes();
		changes.add(Timeline.fold(statements)
			.stream()
			.map((member) -> GraphEdge.of(EdgeType.MEMBER_OF, person, team, member.since(), member.until(), Map.of()))
			.toList(), GraphEdge.stored(row.rows("edges")));
		changes.write();
	}

	/** A team as a curator registers it; null keeps the present value. */
	public record TeamRegistration(String urn, String name, @Nullable String email, @Nullable String contact) {
	}

	/** A person as a curator registers one; null keeps the value, at first active. */
	public record PersonRegistration(String urn, String name, String email, @Nullable Boolean active) {
	}

	/** A person, by urn, joins or leaves a team. */
	public record Membership(String person, String team, Instant at, boolean joined) {

		String key() {
			return this.person + "\n" + this.team + "\n" + this.at + "\n" + this.joined;
		}

	}

}
