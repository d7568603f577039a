package dev.pedigree.curation;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.DryRun;
import dev.pedigree.graph.LockContention;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Submission;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Starts edits, and writes them as metadata events: one edit, one transaction. */
@Component
class CurationWriter {

	private final EventWriter writer;

	private final Catalog catalog;

	private final DryRun dryRun;

	private final Clock clock;

	CurationWriter(EventWriter writer, Catalog catalog, DryRun dryRun, Clock clock) {
		this.writer = writer;
		this.catalog = catalog;
		this.dryRun = dryRun;
		this.clock = clock;
	}

	/** The time of a statement, by default now. */
	Instant at(String argument, @Nullable Instant stated) {
		return InputValidation.at(argument, stated, this.clock);
	}

	static @Nullable String optional(String argument, @Nullable String stated, BinaryOperator<String> check) {
		return (stated != null) ? check.apply(argument, stated) : null;
	}

	/** The asset with an id, which must be of one of these kinds. */
	Asset known(String argument, String id, AssetKind... kinds) {
		Asset asset = this.catalog.known(argument, id);
		if (!List.of(kinds).contains(asset.kind())) {
			throw InvalidRequestException.invalid(argument, "'" + asset.urn() + "' is a " + asset.kind() + "; a "
					+ Arrays.stream(kinds).map(AssetKind::name).collect(Collectors.joining(" or ")) + " is allowed");
		}
		return asset;
	}

	/** Makes a change; a dry run is rolled back after its result was read. */
	<T> T run(boolean dryRun, Supplier<T> change) {
		return this.dryRun.run(dryRun, change);
	}

	/** Starts an edit of an asset that exists or will be registered. */
	Edit begin(Urn urn) {
		return new Edit(urn, this.catalog.asset(urn.value()), at("at", null));
	}

	/** Writes an edit, or throws its first problem; returns the resulting asset. */
	Asset write(Edit edit, Principal actor) {
		if (!edit.problems().isEmpty()) {
			throw edit.problems().getFirst();
		}
		write(actor, edit.events().toArray(MetadataEvent[]::new));
		return Objects.requireNonNull(this.catalog.asset(edit.urn().value()));
	}

	/** Writes events in one transaction. */
	void write(Principal actor, MetadataEvent... events) {
		if (events.length > 0) {
			retried(() -> this.writer.submit(List.of(new Submission(actor.getName(), List.of(events)))));
		}
	}

	/** Writes the events of a file in one transaction, which may be long. */
	void writeFile(Collection<MetadataEvent> events, Principal actor) {
		if (!events.isEmpty()) {
			retried(() -> this.writer.submitFile(new Submission(actor.getName(), List.copyOf(events))));
		}
	}

	/** Splits an alias off as an asset of its own. */
	void split(String alias, Principal actor) {
		Instant at = at("at", null);
		retried(() -> this.writer.split(alias, at, actor.getName()));
	}

	private static void retried(Runnable transaction) {
		LockContention.retried(() -> {
			transaction.run();
			return true;
		});
	}

}
