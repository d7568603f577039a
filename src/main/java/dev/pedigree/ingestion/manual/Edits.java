package dev.pedigree.ingestion.manual;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.LockContention;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;

import org.springframework.stereotype.Component;

/** Begins edits, and writes them through the one way in: one edit, one transaction. */
@Component
class Edits {

	private final EventWriter intake;

	private final Catalog catalog;

	private final Clock clock = Clock.systemUTC();

	Edits(EventWriter intake, Catalog catalog) {
		this.intake = intake;
		this.catalog = catalog;
	}

	/** An edit of an asset that is there, or is to be registered. */
	Edit begin(Urn urn) {
		return new Edit(urn, this.catalog.asset(urn.value()), InputValidation.at("at", null, this.clock));
	}

	/**
	 * Writes what was said, if that is anything new; gives the asset as it is then.
	 * @throws InvalidRequestException the first of what is wrong with it
	 */
	Asset write(Edit edit, String actor) {
		if (!edit.problems().isEmpty()) {
			throw edit.problems().getFirst();
		}
		write(edit.events(), actor);
		return Objects.requireNonNull(this.catalog.asset(edit.urn().value()));
	}

	/** Writes events in one transaction. */
	void write(List<MetadataEvent> events, String actor) {
		write(events, actor, this.intake::write);
	}

	/** Writes all that a file says in one transaction, which may be long. */
	void writeFile(Collection<MetadataEvent> events, String actor) {
		write(events, actor, this.intake::writeFile);
	}

	/** Makes a further key of an asset an asset of its own again. */
	void split(String alias, String actor) {
		Instant at = InputValidation.at("at", null, this.clock);
		LockContention.retried(() -> {
			this.intake.split(alias, at, actor);
			return alias;
		});
	}

	private static void write(Collection<MetadataEvent> events, String actor, Consumer<List<MetadataEvent>> intake) {
		List<MetadataEvent> signed = events.stream().map((event) -> event.by(actor)).toList();
		if (!signed.isEmpty()) {
			LockContention.retried(() -> {
				intake.accept(signed);
				return signed;
			});
		}
	}

}
