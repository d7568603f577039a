package dev.pedigree.changes;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.graph.Viewer;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/** Tells subscribers what changes. */
@Controller
@EnableConfigurationProperties(ChangesProperties.class)
class ChangesController {

	private static final int USUAL = 1_000;

	private static final int MOST = 10_000;

	/** A subscriber waits on a thread of its own, which costs next to nothing. */
	private final Scheduler waiting = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

	private final ChangesRepository repository;

	private final ChangeLog tail;

	private final ChangesProperties properties;

	private final Catalog catalog;

	private final Walks walks;

	private final ChangeReport differences;

	ChangesController(ChangesRepository repository, ChangeLog tail, ChangesProperties properties, Catalog catalog,
			Walks walks, ChangeReport differences) {
		this.differences = differences;
		this.repository = repository;
		this.tail = tail;
		this.properties = properties;
		this.catalog = catalog;
		this.walks = walks;
	}

	@QueryMapping
	long newestChange() {
		return this.repository.newest();
	}

	@QueryMapping
	Changes changes(@Argument @Nullable String asset, @Argument @Nullable String upstreamOf, @Argument Instant from,
			@Argument Instant to, @Argument @Nullable Set<String> only, @Argument @Nullable Integer limit) {
		int most = (limit != null) ? limit : USUAL;
		if (most < 1 || most > MOST) {
			throw InvalidRequestException.invalid("limit", "must be 1 to " + MOST + ", not " + most);
		}
		if (!from.isBefore(to)) {
			throw InvalidRequestException.invalid("to", "must be after from");
		}
		if ((asset == null) == (upstreamOf == null)) {
			throw InvalidRequestException.invalid((asset == null) ? "asset" : "upstreamOf",
					"name either asset or upstreamOf");
		}
		Set<String> words = (only != null) ? only : Set.of();
		if (!Changes.WORDS.containsAll(words)) {
			throw InvalidRequestException.invalid("only",
					"is some of " + new TreeSet<>(Changes.WORDS) + ", not " + words);
		}
		ChangeReport.ReportPeriod period = new ChangeReport.ReportPeriod(from, to, words, most);
		return (asset != null) ? this.differences.of(this.catalog.known("asset", asset), period)
				: this.differences.upstreamOf(this.catalog.known("upstreamOf", upstreamOf), period);
	}

	@SubscriptionMapping
	Flux<AssetChange> assetChanged(@Argument @Nullable List<String> ids, @Argument @Nullable List<AssetKind> kinds,
			@Argument @Nullable Long after, @Argument @Nullable String upstreamOf,
			@Argument @Nullable String downstreamOf) {
		long newest = this.repository.newest();
		if (after != null && (after < 0 || after > newest)) {
			throw InvalidRequestException.invalid("after",
					after + " is not 0 to " + newest + ", the number of the newest change");
		}
		// The subscriber reads on threads that do not have the caller.
		Viewer viewer = Viewer.current();
		ChangeFilter watch = new ChangeFilter(this.catalog, this.walks,
				new ChangeFilter.RequestedFilter(ids, kinds, upstreamOf, downstreamOf));
		long from = (after != null) ? after : newest;
		return Flux.<AssetChange, ChangeSubscriber>generate(
				() -> new ChangeSubscriber(this.repository, this.tail, watch, from, this.properties.patience()),
				(follower, subscriber) -> {
					try {
						subscriber.next(viewer.call(follower::next));
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
						subscriber.complete();
					}
					return follower;
				})
			.subscribeOn(this.waiting)
			// Tells whoever hung up nothing more, not even that this is the end.
			.publishOn(Schedulers.immediate(), 1);
	}

}
