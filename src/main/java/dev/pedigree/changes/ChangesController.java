package dev.pedigree.changes;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.changes.ChangeLog.AssetChange;
import dev.pedigree.graph.Viewer;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/** GraphQL query and subscription for changes. */
@Controller
class ChangesController {

	private static final int USUAL = 1_000;

	private static final int MOST = 10_000;

	/** Each subscriber waits on its own virtual thread. */
	private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

	private final ChangesRepository repository;

	private final ChangeLog log;

	private final ChangesProperties properties;

	private final Catalog catalog;

	private final Walks walks;

	private final ChangeReport report;

	ChangesController(ChangesRepository repository, ChangeLog log, ChangesProperties properties, Catalog catalog,
			Walks walks, ChangeReport report) {
		this.repository = repository;
		this.log = log;
		this.properties = properties;
		this.catalog = catalog;
		this.walks = walks;
		this.report = report;
	}

	@QueryMapping
	long newestChange() {
		return this.repository.newest();
	}

	@QueryMapping
	Changes changes(@Argument @Nullable String asset, @Argument @Nullable String upstreamOf, @Argument Instant from,
			@Argument Instant to, @Argument @Nullable Set<String> only, @Argument @Nullable Integer limit) {
		int size = (limit != null) ? limit : USUAL;
		if (size < 1 || size > MOST) {
			throw InvalidRequestException.invalid("limit", size + " is out of range; 1 to " + MOST + " is allowed");
		}
		if (!from.isBefore(to)) {
			throw InvalidRequestException.invalid("to", "must be after from");
		}
		if ((asset == null) == (upstreamOf == null)) {
			throw InvalidRequestException.invalid((asset == null) ? "asset" : "upstreamOf",
					"exactly one of asset and upstreamOf is required");
		}
		Set<String> names = (only != null) ? only : Set.of();
		if (!Changes.NAMES.containsAll(names)) {
			throw InvalidRequestException.invalid("only",
					names + " has an unknown name; allowed are " + new TreeSet<>(Changes.NAMES));
		}
		ChangeReport.ReportPeriod period = new ChangeReport.ReportPeriod(from, to, names, size);
		return (asset != null) ? this.report.of(this.catalog.known("asset", asset), period)
				: this.report.upstreamOf(this.catalog.known("upstreamOf", upstreamOf), period);
	}

	@SubscriptionMapping
	Flux<AssetChange> assetChanged(@Argument @Nullable List<String> ids, @Argument @Nullable List<AssetKind> kinds,
			@Argument @Nullable Long after, @Argument @Nullable String upstreamOf,
			@Argument @Nullable String downstreamOf) {
		long newest = this.repository.newest();
		if (after != null && (after < 0 || after > newest)) {
			throw InvalidRequestException.invalid("after",
					after + " is out of range; 0 to " + newest + ", the number of the newest change, is allowed");
		}
		// The subscriber reads on threads that do not have the caller.
		Viewer viewer = Viewer.current();
		ChangeFilter filter = new ChangeFilter(this.catalog, this.walks,
				new ChangeFilter.RequestedFilter(ids, kinds, upstreamOf, downstreamOf));
		long from = (after != null) ? after : newest;
		return Flux.<AssetChange, ChangeSubscriber>generate(
				() -> new ChangeSubscriber(this.repository, this.log, filter, from, this.properties.patience()),
				(cursor, subscriber) -> {
					try {
						subscriber.next(viewer.call(cursor::next));
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
						subscriber.complete();
					}
					return cursor;
				})
			.subscribeOn(this.threads)
			// Sends nothing to a client that has disconnected, not even the completion.
			.publishOn(Schedulers.immediate(), 1);
	}

}
